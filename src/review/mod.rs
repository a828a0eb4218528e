//! Whether the words on a page are those that a clinician signed, and what the page may say about it.
//!
//! Pure: a text, its sign-offs and a day go in; a [state](state::State) and the [sentences](credit) come out.
//!
//! # Attacks and accidents
//!
//! None of these prints a text as reviewed, and none loses a record. Tests are in `tests/integration/`.
//!
//! | what | what stops it | its test |
//! | --- | --- | --- |
//! | a text is changed after its sign-off | its digest is another one | `lifecycle::a_letter_takes_the_credit_away_and_brings_it_back` |
//! | a fact is changed | facts are compared, one by one, with the words that were signed | `lifecycle::a_number_takes_the_credit_from_every_text`, `printed_facts` |
//! | a picture or its alternative text is changed | both are in the digest | `content::the_bytes_and_words_of_a_picture_are_signed` |
//! | a sign-off is moved to another text, language or revision | all three are in the digest, and in the sign-off | `records::a_sign_off_is_of_one_text_language_and_revision` |
//! | a sign-off of facts is moved to another region | the id in the signed words is compared too | `printed_facts::facts_of_another_region_are_not_those_that_were_signed` |
//! | a text goes back to an older signed revision | sign-offs of a revision end with one of a newer one ([`state::newest`]) | `withdrawn::an_older_revision_comes_back_only_where_that_is_said` |
//! | two texts have one canonical form | the id is in it | `records::two_texts_never_have_one_canonical_form` |
//! | an author reviews under another spelling or id | names are compared as people read them ([`sign_off::own_review_among`]) | `lifecycle::an_author_under_a_second_id_cannot_review`, `trusted::an_author_is_known_again_under_another_name`, in a record `leaves::a_sign_off_that_does_not_hold` |
//! | name, credentials, fields, interests or licence are swapped in `people.yaml` | the sign-off has them by value | `lifecycle::any_difference_in_who_signed_or_wrote_voids_a_sign_off`, `policy::interests_and_licences_hold_as_they_were_signed`, `policy::one_of_them_is_a_specialist_where_the_project_says_so` |
//! | a sign-off has a key that nobody can check | it holds for nothing | `policy::a_sign_off_with_a_key_holds_for_nothing_yet` |
//! | the clock is set back | a sign-off of a day to come holds for nothing | `records::a_clock_that_was_set_back_signs_nothing` |
//! | a packet of another project | what was asked is kept where it was asked | `packets::a_packet_that_is_not_the_one_that_was_asked_about_is_refused` |
//! | an edited packet, or one with words beside its fields | the fingerprint of its pages; what stands beside fields is no approval | `packets::a_packet_that_was_changed_beside_its_fields_signs_nothing` |
//! | an import is interrupted | evidence, answer and record are written whole, in this order, and an import that is run again goes on | `packets::an_import_that_was_interrupted_goes_on`, `packets::nothing_is_signed_before_what_proves_it_is_kept`, `records::a_record_is_written_whole_in_the_place_of_the_one_before` |
//! | two imports at once | the folder of records is locked before it is read | `packets::an_import_waits_for_the_one_who_writes`, `packets::two_imports_at_once_lose_nothing` |
//! | a record with a conflict of a merge | it holds for nothing, and nothing writes over it | `records::a_record_with_a_conflict_of_a_merge_holds_for_nothing_and_is_left` |
//! | words kept by digest are missing or altered | they are read only where they have their digest | `printed_facts::signed_words_that_are_not_kept_as_they_were_say_nothing`, `trusted::kept_words_are_those_that_were_signed` |
//! | a withdrawn text is brought back by an edit of its record | a mark beside it says the same, and both must agree | `withdrawn::an_edit_of_its_record_brings_nothing_back` |
//! | a withdrawn text is released, current or overdue by few days | it is not planned, and its state may not be released | `withdrawn::what_is_withdrawn_may_not_be_released_however_it_was_reviewed` |
//! | a text was withdrawn in another copy of the folder | what was released of it goes with the next release | `withdrawn::what_was_released_goes_where_a_withdrawal_comes_from_another_copy` |
//! | a withdrawn text is printed for an archive as if it held | the audit wants the banner on every page, and there is no credit | `copies::a_layout_that_hides_or_changes_the_banner_makes_no_archive`, `copies::an_archive_says_on_every_page_that_it_was_withdrawn` |
//! | a slip of another project, of a day to come, or of a withdrawal that was taken back | what was asked is kept where it was asked; the withdrawal must hold | `copies::slips_that_cannot_be_taken_are_refused` |
//! | a slip is imported again | the file that came back is known by its digest | `copies::of_three_places_two_answer_and_one_is_due` |
//! | an edited slip, or one with words beside its fields | the fingerprint of its pages; staff are told to look at it | `copies::a_slip_that_was_changed_beside_its_fields_counts_for_nothing_or_says_so` |
//!
//! Whoever can write in the folder can forge all of it: a record is no signature by key.

pub mod credit;
pub mod design;
pub mod digest;
pub mod due;
pub mod enough;
pub mod history;
mod printed;
pub mod reviewers;
mod sentences;
pub mod sign_off;
pub mod state;
pub mod statuses;
pub mod subject;
