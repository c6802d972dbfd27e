"""A machine made of stand-ins, to try `scripts/setup` on."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# What the script may use of the real machine.
TOOLS = [
    "sh",
    "bash",
    "env",
    "dirname",
    "cat",
    "cksum",
    "mktemp",
    "rm",
    "sleep",
    "grep",
    "find",
    "tail",
    "mkdir",
    "cp",
    "uname",
]
# Answers for Python, its pip and Playwright; a made .venv holds a copy of it.
PYTHON = """#!/bin/sh
root={root}
echo "python $*" >>"$root/calls"
case "$*" in
    *version_info*sys.exit*|*sys.exit*version_info*) exit {too_old} ;;
    *print*version_info*) echo python3.11-venv ;;
    *ensurepip*) [ -e "$root/has/python3.11-venv" ] ;;
    *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *libatomic*) [ -e "$root/has/libatomic1" ] ;;
    *find_browser*"'chromium' =="*) [ -e "$root/has/chromium" ] ;;
    *find_browser*) [ -e "$root/has/chromium-headless-shell" ] ;;
    *"-m playwright install"*)
        for name; do :; done
        [ -e "$root/has/downloads" ] && : >"$root/has/$name" ;;
esac
"""
APT_GET = """#!/bin/sh
echo "apt-get $*" >>"{root}/calls"
for word; do
    case $word in python3*|chromium*|fonts*|lib*|gettext) : >"{root}/has/$word" ;; esac
done
"""
MSGFMT = """#!/bin/sh
[ -e "{root}/has/gettext" ]
"""
FIND = """#!/bin/sh
[ ! -e "{root}/has/fonts-noto-cjk" ] || echo NotoSansCJK.ttc
"""


class Machine:
    """A clone of the project, and a PATH that holds stand-ins only."""

    def __init__(self, root: Path) -> None:
        self.root, self.clone, self.programs = root, root / "clone", root / "bin"
        self.programs.mkdir()
        (root / "has").mkdir()
        (self.clone / "scripts").mkdir(parents=True)
        for name in ("scripts/setup", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.clone / name)
        for name in TOOLS:
            real = shutil.which(name)
            if real:
                (self.programs / name).symlink_to(real)
        self.program("python3", PYTHON, too_old=0)
        self.program("find", FIND)
        self.program("msgfmt", MSGFMT)
        self.user(1000)

    def program(self, name: str, text: str, **values: object) -> None:
        """Put a stand-in on the PATH."""
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(text.format(root=self.root, **values) if "{" in text else text)
        path.chmod(0o755)

    def user(self, number: int) -> None:
        """Be the user with this number."""
        self.program("id", f"#!/bin/sh\necho {number}\n")

    def has(self, *names: str) -> None:
        """Have packages, or working `downloads` of Playwright, from the start."""
        for name in names:
            (self.root / "has" / name).touch()

    def apt(self) -> None:
        """Be a Debian."""
        self.program("apt-get", APT_GET)
        self.program("apt-cache", "#!/bin/sh\n")

    def sudo(self) -> None:
        """Let the user become root without a password."""
        self.program("sudo", '#!/bin/sh\n[ "$1" != -n ] || shift\n"$@"\n')
        self.program("true", "#!/bin/sh\n")

    def set_up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the script; its calls are those since then."""
        (self.root / "calls").write_text("")
        return subprocess.run(
            [self.clone / "scripts" / "setup", *arguments],
            env={"PATH": str(self.programs), "HOME": str(self.root)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What the last set-up called, questions left out."""
        lines = (self.root / "calls").read_text().splitlines()
        return [line for line in lines if line.startswith(("apt-get", "python -m"))]
