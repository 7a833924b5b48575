"""The mistakes that other programs made with somebody's casework, each with its tests."""

MADE_BY_OTHERS: dict[str, tuple[str, ...]] = {
    "text lost at the idle lock": (
        "test_absence::test_after_ten_minutes_it_locks_and_what_was_typed_is_saved",
        "test_saver::test_a_half_typed_answer_is_taken_when_the_vault_is_locked",
    ),
    "history lost on save": ("test_history::test_every_former_answer_can_be_found_again",),
    "statistics by date of entry": (
        "test_mistakes::test_what_is_entered_on_the_2nd_of_january_about_december_counts_in_december",
    ),
    "edges of the bands of days": ("test_mistakes::test_the_bands_of_days_leave_no_day_out_and_share_none",),
    "edges of the bands of ages": (
        "test_counting::test_the_band_changes_on_the_birthday_and_not_the_day_before",
        "test_counting::test_each_age_has_its_band_even_an_impossible_one",
    ),
    "born on the 29th of February": ("test_dates::test_ages_change_on_the_birthday",),
    "a person counted once per visit": (
        "test_mistakes::test_who_comes_three_times_is_one_person_and_three_acts",
    ),
    "two statuses in one year": (
        "test_counting::test_of_two_situations_of_one_day_the_status_does_not_depend_on_the_order_of_entry",
        "test_publishing::test_a_person_keeps_the_quarter_and_the_status_of_her_first_count",
    ),
    "percentages over 100 without saying so": (
        "test_counts::test_several_answers_of_one_person_are_not_added_up",
    ),
    "a closed year that moves": (
        "test_publishing::test_a_late_record_of_a_closed_year_is_counted_nowhere",
        "test_publishing::test_whatever_happens_between_closings_what_was_published_holds",
    ),
    "a person erased after the year was closed": (
        "test_publishing::test_an_erased_person_stays_counted_and_nothing_of_her_is_kept",
    ),
    "a total that does not add up": (
        "test_counts::test_every_partition_adds_up_and_no_row_exceeds_its_base",
        "test_counts::test_the_detail_of_a_tree_adds_up_to_its_first_level",
    ),
    "the list and the export disagreeing": (
        "test_publishing::test_the_file_and_the_screen_count_the_same_persons",
    ),
    "an export ignoring its date filter": (
        "test_publishing::test_the_first_of_april_is_not_in_the_first_quarter",
    ),
    "a homonym merged": (
        "test_mistakes::test_a_homonym_is_told_and_never_merged_by_itself",
        "test_mistakes::test_an_import_takes_two_for_the_same_person_only_for_the_same_birth",
    ),
    "twins, father and son": (
        "test_resemblance::test_the_reasons_are_said_with_their_strength",
        "test_merges::test_twins_are_told_apart_for_good_and_can_be_compared_again",
    ),
    "two counted persons merged": (
        "test_merges::test_figures_are_those_of_one_person_then_what_they_were",
        "test_publishing::test_two_persons_counted_and_then_merged_stay_two",
    ),
    "a checkbox doubling typed text": ("test_mistakes::test_a_tick_neither_doubles_nor_moves_a_typed_text",),
    "leaving a form discarding what was typed": (
        "test_saver::test_what_is_typed_is_saved_when_the_page_is_left",
        "test_mistakes::test_words_typed_before_the_window_is_left_for_another_are_saved",
    ),
    "40 000 characters breaking an export": (
        "test_mistakes::test_forty_thousand_characters_come_out_on_paper",
        "test_mistakes::test_forty_thousand_characters_break_no_spreadsheet_and_are_cut_in_sight",
    ),
    "a name that starts with =": ("test_mistakes::test_a_name_that_looks_like_a_formula_stays_a_name",),
    "accents, œ and apostrophes in a PDF": (
        "test_typography::test_every_latin_letter_comes_back_from_the_finished_pdf",
    ),
    "two windows on one file": (
        "test_two_workers::test_she_is_told_by_whom_and_since_when_waits_and_reads_who_did_what",
    ),
    "a lock while a calendar is open": (
        "test_window::test_the_lock_key_works_in_front_of_calendars_lists_and_files",
    ),
    "the second try refused after a wrong passphrase": (
        "test_unlock::test_a_wrong_passphrase_is_told_and_the_right_one_opens_after_it",
    ),
    "a full disk while saving": (
        "test_saver::test_a_failure_is_told_in_place_and_the_text_saved_once_it_can_be",
        "test_saver::test_a_refused_text_outlives_the_lock",
    ),
    "the USB stick pulled during a backup": (
        "test_backups::test_a_stick_that_refuses_is_told_and_loses_nothing",
        "test_backup_faults::test_a_stick_that_fills_up_holds_a_good_backup_or_nothing",
    ),
    "the clock moved back": (
        "test_history::test_a_clock_set_back_hides_no_change",
        "test_records::test_a_clock_put_back_does_not_put_the_last_change_back",
        "test_backups::test_a_clock_that_moved_back_removes_nothing_but_the_surplus",
        "test_attempts::test_a_clock_set_back_makes_nobody_wait_for_years",
    ),
    "an import that makes homonyms, or one person of two": (
        "test_mistakes::test_an_import_takes_two_for_the_same_person_only_for_the_same_birth",
    ),
    "a sheet brought with words lost": ("test_sheets::test_no_word_of_a_sheet_is_lost",),
}
