"""One field of the account form."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import FormField, Part, action


class Field(FormField):
    """A field: its input, its ? help, its Required icon, its * note and its error."""

    def __init__(self, owner: Part, root: Locator, name: str = "", kind: str = "text") -> None:
        super().__init__(owner, root)
        self.name, self.kind = name, kind

    @property
    def input(self) -> Locator:
        """What a person types in, selects in or ticks."""
        return self.root.get_by_label(self.label(self.name), exact=True)

    @property
    def required_icon(self) -> Locator:
        """The blue icon of a field that must be filled in."""
        return self.root.get_by_text(self.label("Required"), exact=True)

    @property
    def help_button(self) -> Locator:
        """The ? icon to the right of the field's name."""
        return self.root.get_by_role("button", name=self.label("Help"), exact=True)

    @property
    def help_balloon(self) -> Locator:
        """The help of the field, once it is open."""
        return self.root.get_by_role("dialog", name=self.label("Help"), exact=True)

    @property
    def help_text(self) -> Locator:
        """What the help says."""
        return self.help_balloon.get_by_role("paragraph")

    @property
    def note(self) -> Locator:
        """The * text below the field's value."""
        return self.root.get_by_role("note")

    @property
    def error(self) -> Locator:
        """What the form says is wrong with the field."""
        return self.root.get_by_test_id("error")

    @action
    def open_help(self) -> None:
        """Open the help of the field."""
        self.help_button.click()

    @action
    def close_help(self) -> None:
        """Close the help of the field."""
        name = self.label("Close")
        self.help_balloon.get_by_role("button", name=name, exact=True).click()

    @action
    def clear(self) -> None:
        """Empty the field."""
        self.fill("")

    @action
    def enter(self, value: str) -> None:
        """Type *value* in place of what is there, or select it."""
        self.fill(value)

    @action
    def lose_last_character(self) -> None:
        """Delete the last character, as one who did not copy all of it."""
        self.input.press("End")
        self.input.press("Backspace")

    @action
    def add_blank(self) -> None:
        """Type a blank at the end, as one who copied too much."""
        self.input.press("End")
        self.input.press("Space")

    def fill(self, value: str) -> None:
        """Let *value* stand in the field; a box is ticked by any value but an empty one."""
        if self.kind == "select":
            self.input.select_option(value)
        elif self.kind == "tick":
            self.input.set_checked(bool(value))
        else:
            self.input.fill(value)
