"""The columns of a possible risk register, each with what it most likely is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.adopt.compared_words import tokens, words_in_brackets
from pipeline.adopt.kind_words import speaks_for
from pipeline.adopt.lexicon import existence_words, group_of, lexicon, word_set
from pipeline.adopt.recognise.asked.looks import is_shown_as_share
from pipeline.adopt.recognise.asked.rated_by_parties import ask_whose, parties_of
from pipeline.adopt.recognise.by_values.as_cells_say import as_cells_say
from pipeline.adopt.recognise.by_values.leaf_of_group import as_group_says, tell_hierarchy
from pipeline.adopt.recognise.by_values.log_kinds import leave_kinds
from pipeline.adopt.recognise.by_values.named_ratings import (
    leave_sums,
    leave_third_letter,
    levels_or_kinds,
    rated_as_failures,
    rating_before_phase,
    risks_own_status,
)
from pipeline.adopt.recognise.by_values.names import (
    kinds_described,
    leave_kinds_of_controls,
    leave_triads,
    names_kinds,
    sources_of_reports,
)
from pipeline.adopt.recognise.by_values.rating_ticks import (
    aim_ticked_ratings,
    aim_ticked_treatments,
    ratings_ticked,
    treatments_ticked,
)
from pipeline.adopt.recognise.by_values.sentence_heads import begins_sentence
from pipeline.adopt.recognise.by_values.steps import (
    leave_threat_and_vulnerability,
    multiplied,
    rated_by_values,
    ratings_by_name,
)
from pipeline.adopt.recognise.by_values.strange_headers import tell_strange_headers
from pipeline.adopt.recognise.by_values.text_columns import (
    by_first_word,
    by_their_words,
    is_text,
    letters_or_numbers,
    says_at_length,
    treatments_or_measures,
)
from pipeline.adopt.recognise.by_values.told_beside import (
    controls_before_ratings,
    impacts_of_groups,
    is_topic,
    level_beside_impact,
    measures_beside_further,
    other_of_two,
    phase_beside,
    says_risk,
    severity_alone,
    significance_beside_likelihood,
    sources_as_risks,
    texts_beside_ratings,
    topics_beside_risks,
    twins,
)
from pipeline.adopt.recognise.by_values.worded_ratings import worded_ratings
from pipeline.adopt.recognise.by_values.words import guess_by_words
from pipeline.adopt.recognise.candidate import THIN, Candidate, phase_of, sure_of
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.register_aims import (
    aim_second,
    aim_texts,
    comes_first,
    find_words,
    leave_empty,
    may_be_meant,
)
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.scales.bands import has_band_to_25
from pipeline.adopt.recognise.scales.other_cases import ask_which_case, of_other_cases
from pipeline.adopt.recognise.scales.rated_together import rated_together, take_place
from pipeline.adopt.recognise.scales.ratings import Rating, place_ratings
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, likely
from schemas.wording.text import text

_LONGEST_ID = 18  # letters, on average
_SENTENCE = 14  # letters, on average
_DIFFERENT, _CHOSEN = 0.7, 18  # a share of the cells; letters on average: shorter ones that differ less are chosen from
_CLEAR = 0.9  # from which share on cells alone tell what a column is
_JOINED = frozenset(
    {"measures", "existing_measures", "cause", "consequence", "asset"}
)  # of which a cell of ours takes several


class RegisterColumns:
    """The columns of a candidate, weighed as those of a risk register."""

    def __init__(self, candidate: Candidate) -> None:
        self._of = candidate
        self._columns = [self._weighed(each) for each in candidate.columns]
        tell_hierarchy(self._columns)
        other_of_two(self._columns)
        leave_triads(self._columns)
        self._columns = rated_together(candidate, self._columns)
        leave_sums(self._columns)
        leave_third_letter(self._columns)
        rated_as_failures(self._columns)
        levels_or_kinds(self._columns)
        leave_kinds(self._columns)
        leave_kinds_of_controls(self._columns)
        self._by_values()
        as_cells_say(self._columns)
        topics_beside_risks(self._columns)
        self._kinds_or_texts()
        leave_threat_and_vulnerability(self._columns)
        treatments_or_measures(self._columns)
        measures_beside_further(self._columns)
        controls_before_ratings(self._columns)
        self._ticked = ratings_ticked(self._columns)
        self._treated = treatments_ticked(self._columns)
        ratings_by_name(self._columns, speaks_of_risks=self.speaks_of_risks())
        severity_alone(self._columns)
        significance_beside_likelihood(self._columns)
        multiplied(candidate, self._columns)
        twins(self._columns)
        impacts_of_groups(self._columns)
        rated_by_values(self._columns, speaks_of_risks=self.speaks_of_risks())
        # Whether no header names the ratings, and nothing but the words below tells them.
        self.are_supposed = worded_ratings(self._columns, speaks_of_risks=self.speaks_of_risks())
        level_beside_impact(self._columns)
        texts_beside_ratings(self._columns)
        sources_as_risks(self._columns)
        sources_of_reports(self._columns)
        if self.likely(*RATED):
            tell_strange_headers(self._columns)

    def __iter__(self) -> Iterator[WeighedColumn]:
        return iter(self._columns)

    def likely(self, *concepts: str) -> list[WeighedColumn]:
        """The columns that are likely one of these."""
        return likely(self._columns, *concepts)

    def aimed(self, target: str) -> list[int]:
        """The columns that go to a place of ours, by number."""
        return [column.number for column in self._columns if column.target == target]

    def _weighed(self, head: HeadColumn) -> WeighedColumn:
        """The column with what it most likely means; a group above may say it better than its own header."""
        column = WeighedColumn(head, self._of.profiles[head.column])
        found = list(self._of.meanings(KIND, head))
        if found:
            column.concept, column.sure, column.phase = found[0]
            column.sure = sure_of(KIND, found)
            column.or_else = next((name for name, sure, _ in found[1:] if sure > found[0][1] - THIN), "")
        begins_sentence(column)
        by_first_word(column)
        rating_before_phase(column)
        as_group_says(column)
        return column

    def _by_values(self) -> None:
        """Where the cells are not what the header says, the cells are right."""
        for column in self._columns:
            profile = column.profile
            is_text = profile.count and profile.step_share < 0.5 and profile.mean_length > 12
            if column.concept == "risk" and is_text and profile.mean_length > _LONGEST_ID:
                column.become("description", 0.7)
            are_chosen = profile.distinct_share < _DIFFERENT and profile.mean_length <= _CHOSEN
            if column.concept == "impact" and is_text and not are_chosen:
                column.become("consequence", 0.85)
            if column.concept == "consequence" and profile.count > 1 and profile.step_share >= _CLEAR:
                column.become("impact", 0.75)
            elif column.concept == "consequence" and profile.count > 1 and profile.mean_length < _SENTENCE:
                column.sure = min(column.sure, 0.75)  # a word or two tell no consequence for certain
            letters_or_numbers(column, MAIN_TEXTS)
            # A group above may be that of the ratings beside: only the header's own words count here.
            own = phase_of(column.head.words)
            if column.concept == "measures" and own == "current":
                column.become("existing_measures", column.sure)
            if column.concept == "existing_measures" and own == "residual":
                column.become("measures", column.sure)  # planned controls
            if column.concept in ("measures", "existing_measures"):
                by_their_words(column)
            is_short = not profile.count or profile.mean_length < 14
            if column.concept in ("title", "risk") and column.phase in ("residual", "inherent") and is_short:
                column.become("level", 0.85)
            if column.concept == "level" and not profile.step_share and names_kinds(profile):
                column.become("category", 0.8)  # Risk class: Security, Health

    def _kinds_or_texts(self) -> None:
        """A description that only names kinds is the category, and a category of sentences the description."""
        kinds_described(self._columns, MAIN_TEXTS)
        for column in self.likely("cause"):
            if not self.likely("category") and names_kinds(column.profile):
                column.become("category", 0.7)  # Risk factor: Security, Climate
        if not self.likely("description") and not any(says_at_length(each) for each in self.likely(*MAIN_TEXTS)):
            texts = [c for c in self.likely("category") if is_text(c.profile, 0.6, 25)]
            said = [c for c in texts if not c.profile.is_outline and not names_kinds(c.profile)]
            for column in said[:1]:
                if is_topic(column) and says_risk(self._columns):
                    continue
                column.become("description", 0.7)

    def speaks_of_risks(self) -> bool:
        """Whether names, headers or what is done about it speak of risks, though no header names a rating."""
        risk_words = word_set("risk_words")
        headed = any(risk_words & {*column.head.words, *tokens(column.head.group)} for column in self._columns)
        named = any(speaks_for(KIND, name) for name in (*self._of.names, self._of.file))
        both = all(any(is_called(column, KIND, rating) for column in self._columns) for rating in RATED)
        done = bool(self.likely("measures", "existing_measures", "treatment"))
        return headed + named + done >= 2 or (both and done)

    def aim(self, codes: dict[str, str]) -> None:
        """Give every column its place; `codes` are partners by name or code as compared."""
        guess_by_words(self._columns, KIND)
        aim_texts(self._columns)
        aim_ticked_treatments(self._treated)
        self._aim_others(codes)
        self._ask_which_measures()
        self._aim_ratings(codes)
        leave_empty(self._columns)

    def _ask_which_measures(self) -> None:
        """Controls of which nobody says whether they exist or are planned."""
        for column in self._columns:
            is_told = (
                column.is_told
                or group_of(column.head.group) == "existing_measures"
                or existence_words() & {*column.head.words, *words_in_brackets(column.head.header)}
            )
            if column.target == "Risks.existing_measures" and not is_told and not column.ask:
                column.ask, column.why = True, text("adopt.why.existing")

    def _aim_others(self, codes: dict[str, str]) -> None:
        """Every other column to its place; of several the surest, and texts after each other."""
        self._drop_running_number()
        risks_own_status(self._columns)
        taken: dict[str, WeighedColumn] = {}
        for column in sorted(self._columns, key=comes_first):
            concept = lexicon(KIND).concepts.get(column.concept)
            if column.target or not concept or not concept.target or not column.is_likely:
                continue
            if column.concept in (*MAIN_TEXTS, *RATED):
                continue
            if concept.target not in taken:
                column.target = concept.target
                taken[concept.target] = column
                find_words(column, codes)
            elif column.concept in _JOINED:
                aim_second(column, concept.target, taken[concept.target])
            else:
                column.why = text("adopt.why.twice", other=taken[concept.target].head.header)
                column.ask = may_be_meant(column, taken[concept.target])

    def _drop_running_number(self) -> None:
        """A bare running number beside the real ids is none of them."""
        ids = self.likely("risk")
        if len(ids) > 1:
            best = max(
                ids,
                key=lambda c: (bool(word_set("risk_words") & set(c.head.words)), c.profile.number_share < 0.5, c.sure),
            )
            for column in ids:
                if column is not best:
                    column.concept, column.why = "", text("adopt.why.running_number")

    def _aim_ratings(self, codes: dict[str, str]) -> None:
        """Ratings to likelihood and impact, or to the residual ones, by the phase that header, group or order name."""
        aim_ticked_ratings(self._ticked)
        phase_beside(self._columns)
        ticked = {column.number for run in self._ticked for column in run}
        for column in self.likely(*RATED):
            if is_shown_as_share(self._of.sheet, range(self._of.first, self._of.last + 1), column.number):
                ticked.add(column.number)
                column.why = text("adopt.no_rating.share")
        rated = [column for column in self.likely(*RATED) if column.number not in ticked]
        others = of_other_cases(rated)
        rated = [column for column in rated if not any(column is other for other in others)]
        controls = [column.number for column in self.likely("existing_measures")]
        shared = Scale.of((f"{column.head.header} {column.head.group}", column.profile) for column in rated)
        if shared.numbers and not shared.says_five and has_band_to_25(self._of.sheet):
            shared = replace(shared, says_five=True, is_headed=True)
        parties = parties_of(rated, self.likely("measures", "existing_measures"))
        for columns in parties.values() or [rated]:
            given = [
                Rating(
                    column.concept, column.number, "" if parties else column.phase, column.profile, column.head.header
                )
                for column in columns
            ]
            for column, placed in zip(columns, place_ratings(given, controls, shared), strict=True):
                take_place(column, placed)
        ask_whose(parties, codes)
        ask_which_case(rated, others)
