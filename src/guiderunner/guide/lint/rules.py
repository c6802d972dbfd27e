"""The rules by code; docs/lint.md has each with an example."""

from collections.abc import Mapping

from guiderunner.guide.lint import images, steps, wording
from guiderunner.guide.lint.found import Rule

RULES: Mapping[str, Rule] = {
    "L101": steps.warning_after_step,
    "L102": steps.loss_without_danger,
    "L103": steps.danger_without_recovery,
    "L104": steps.unnumbered_steps,
    "L105": steps.too_many_steps,
    "L106": steps.several_actions,
    "L107": steps.missing_result,
    "L108": steps.missing_prerequisites,
    "L109": steps.late_place,
    "L110": steps.no_instruction,
    "L111": steps.nothing_named,
    "L201": wording.device_verbs,
    "L202": wording.avoided_terms,
    "L203": wording.bare_pointers,
    "L204": wording.long_sentences,
    "L205": wording.look_alikes,
    "L206": wording.path_separators,
    "L207": wording.unmarked_languages,
    "L208": wording.two_names,
    "L209": wording.register_of_sentences,
    "L210": wording.task_titles,
    "L301": images.missing_alt,
    "L302": images.alt_of_the_medium,
    "L303": images.repeated_alt,
    "L304": images.long_alt,
}
