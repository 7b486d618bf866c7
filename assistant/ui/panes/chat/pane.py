"""The Chat pane: puts the conversation list, the transcript and the composer together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from assistant.storage.history import History
from assistant.storage.records import Shelf
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.chat import ChatAnswer
from assistant.ui.actions import bind
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.model_loader import ModelLoader
from assistant.ui.pane import Pane
from assistant.ui.panes.chat.answer_details import AnswerDetails
from assistant.ui.panes.chat.attaching import Attaching
from assistant.ui.panes.chat.attachment_bar import AttachmentBar
from assistant.ui.panes.chat.attachments import Attachments
from assistant.ui.panes.chat.comparison import Comparison
from assistant.ui.panes.chat.context import ContextUse, ContextWatch
from assistant.ui.panes.chat.context_notice import ContextNotice
from assistant.ui.panes.chat.conversations import Conversations
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.panes.chat.feed import TranscriptFeed
from assistant.ui.panes.chat.larger_context import ContextEnlarging
from assistant.ui.panes.chat.note_editor import NoteEditor
from assistant.ui.panes.chat.notes import Notes
from assistant.ui.panes.chat.presets_menu import PresetsMenu
from assistant.ui.panes.chat.prompts import PromptCommands
from assistant.ui.panes.chat.temporary_mark import TemporaryMark
from assistant.ui.panes.chat.titling import Titling
from assistant.ui.panes.chat.token_view import TokenView
from assistant.ui.panes.chat.variants import VariantsMenu
from assistant.ui.panes.chat.welcome import Welcome
from assistant.ui.widgets.composer import Composer
from assistant.ui.widgets.conversation_list import ConversationList
from assistant.ui.widgets.conversation_model import ConversationItem
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage

_DRAFT_PAUSE_MS = 800


class ChatPane(Pane):
    """Object names: ``chatPane``; its parts have their own."""

    takes_several = True

    def __init__(
        self,
        history: History,
        settings: SettingsStore,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        library: LibraryBridge,
    ) -> None:
        super().__init__()
        self.setObjectName("chatPane")
        self._history = history
        self._active = active
        self._loader = loader
        self.dialogue = Dialogue(history, settings, engine, loader, active, self)
        self.watch = ContextWatch(self.dialogue, engine, self)
        self._enlarging = ContextEnlarging(library, active, self)
        self._list = ConversationList()
        self.conversations = Conversations(self._list, history, self.dialogue, engine.engine.forget, self)
        self._titling = Titling(history, self.dialogue, engine, active, self)
        self._temporary_mark = TemporaryMark()
        self.transcript = Transcript()
        self._feed = TranscriptFeed(self.dialogue, self.transcript, active, self)
        self._welcome = Welcome()
        self._context_notice = ContextNotice()
        self._note_editor = NoteEditor()
        self.variants = VariantsMenu(library, active, self)
        self.comparison = Comparison(self.dialogue)
        self._token_view = TokenView(self.dialogue, self.transcript, engine, active, self)
        self._notes = Notes(self.dialogue, self.watch, engine, self.transcript, self._note_editor, self)
        self.attaching = Attaching(self)
        self._attachment_bar = AttachmentBar()
        self.composer = Composer()
        self.presets = PresetsMenu(self.dialogue, self.composer, self)
        self._attachments = Attachments(
            self.attaching, self._attachment_bar, self.composer, self.dialogue, engine, self
        )
        self._prompts = PromptCommands(history.prompts, self.composer, self)
        self._draft_pause = QTimer(self)
        self._draft_pause.setSingleShot(True)
        self._draft_pause.setInterval(_DRAFT_PAUSE_MS)
        self._draft_pause.timeout.connect(self._save_draft)
        self._build()
        self._connect(settings)
        self.dialogue.open(None)
        self.conversations.refresh()
        self._on_active_changed()

    @property
    def side(self) -> QWidget:
        return self._list

    def start_new(self) -> None:
        self.open_conversation(None)

    def offer(self) -> str:
        return self.tr("Drop to attach")

    def open_files(self, paths: Sequence[Path]) -> None:
        self.attaching.add_files(paths)

    def focus_search(self) -> None:
        self._list.focus_search()

    def focus_input(self) -> None:
        self.composer.setFocus()

    @property
    def empty(self) -> bool:
        unsent = self.composer.text.strip() or self.attaching.items
        return self._pages.currentWidget() is self._welcome and not unsent

    def put_away(self) -> None:
        self._save_draft()
        self.watch.stop()
        self.dialogue.put_away()
        self.attaching.shut_down()
        self._titling.stop()
        self.conversations.files.put_away()
        self._notes.stop()
        self._token_view.stop()

    # --------------------------------------------------------------------------------------------- build

    def _build(self) -> None:
        middle = QWidget()
        self._pages = QStackedLayout(middle)
        self._pages.addWidget(self._welcome)
        self._pages.addWidget(self.transcript)
        self._pages.addWidget(self.comparison)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._temporary_mark)
        column.addWidget(middle, 1)
        column.addWidget(self._note_editor)
        column.addWidget(self._context_notice)
        column.addWidget(self._attachment_bar)
        column.addWidget(self.composer)

    def _connect(self, settings: SettingsStore) -> None:
        dialogue, transcript = self.dialogue, self.transcript
        dialogue.opened.connect(self._on_opened)
        dialogue.message_added.connect(self._on_message_added)
        dialogue.answer_ended.connect(self.watch.recount)
        dialogue.measured.connect(self._on_measured)
        dialogue.busy_changed.connect(self._on_busy_changed)
        transcript.regenerate_requested.connect(dialogue.regenerate)
        transcript.continue_requested.connect(dialogue.go_on)
        transcript.branch_requested.connect(dialogue.split_off)
        transcript.sibling_requested.connect(dialogue.show_sibling)
        transcript.edit_requested.connect(self._on_edit_requested)
        transcript.delete_requested.connect(self._on_delete_requested)
        transcript.details_requested.connect(self._on_details_requested)
        transcript.pin_requested.connect(dialogue.pin)
        transcript.variants_requested.connect(self.variants.open)
        self.variants.chosen.connect(dialogue.regenerate)
        transcript.compare_requested.connect(self._on_compare_requested)
        self.comparison.chosen.connect(dialogue.show_version)
        self.comparison.closed.connect(self._on_comparison_closed)
        self.comparison.link_activated.connect(self._on_link_activated)
        dialogue.message_changed.connect(self.watch.recount)
        dialogue.note_changed.connect(self.watch.recount)
        transcript.link_activated.connect(self._on_link_activated)
        self._welcome.suggested.connect(self._on_suggested)
        self.composer.submitted.connect(self._on_submitted)
        self.composer.stopped.connect(dialogue.stop)
        self.composer.text_changed.connect(self._on_draft_changed)
        self.attaching.changed.connect(self._on_attachments_changed)
        self._attachments.message_raised.connect(self.message_raised)
        dialogue.parameters_changed.connect(self.watch.recount)
        self.watch.counted.connect(self._on_counted)
        self._context_notice.chosen.connect(dialogue.set_when_full)
        self._context_notice.enlarged.connect(self._enlarging.enlarge)
        self._context_notice.passages_chosen.connect(self._attachments.choose_passages)
        self._context_notice.about_to_choose.connect(self._on_about_to_choose)
        self._list.new_requested.connect(self.start_new)
        self._list.opened.connect(self._on_item_opened)
        self._list.temporary_requested.connect(self.start_temporary)
        self.conversations.open_requested.connect(self.open_conversation)
        self.conversations.message_raised.connect(self.message_raised)
        self._titling.titled.connect(self.conversations.refresh)
        self._active.changed.connect(self._on_active_changed)
        self.destroyed.connect(settings.observe(self._on_settings_changed))
        self._on_settings_changed(settings.value, settings.value)

        self._bind_actions()

    def _bind_actions(self) -> None:
        bind(self, "chat.temporary", self.start_temporary)
        bind(self, "chat.attach", self.composer.attach_requested.emit)
        bind(self, "chat.preset", self.composer.preset_requested.emit)
        bind(self, "chat.find", self.transcript.open_find, self.transcript.isVisible)
        bind(self, "chat.stop", self.dialogue.stop, lambda: self.dialogue.busy)
        bind(self, "chat.archive", lambda: self._show_shelf("archived"))
        bind(self, "chat.trash", lambda: self._show_shelf("trash"))
        bind(self, "chat.import", self.conversations.files.ask_what_to_import)

    # ------------------------------------------------------------------------------------- conversations

    def open_conversation(self, conversation_id: int | None) -> None:
        """Show a conversation; None: a new one."""
        self._save_draft()
        self.dialogue.open(conversation_id)
        self._show_beginning()

    @Slot()
    def start_temporary(self) -> None:
        """Begin a conversation of which nothing is kept."""
        self._save_draft()
        self.dialogue.open_temporary()
        self._show_beginning()

    def _show_beginning(self) -> None:
        conversation = self.dialogue.conversation
        self.composer.set_text(conversation.draft if conversation else "")
        self._attachments.enter()
        self._temporary_mark.setVisible(self.dialogue.temporary)
        self._show_obstacle()
        self.conversations.refresh()
        self.side_left.emit()
        self.focus_input()

    def _show_shelf(self, shelf: Shelf) -> None:
        self.conversations.show_shelf(shelf)
        self.side_entered.emit()

    @Slot(object)
    def _on_item_opened(self, item: ConversationItem) -> None:
        self._open_found(item.id, item.message, self._list.query)

    def reveal(self, key: str, words: str = "") -> None:
        """``key`` is the number of a conversation, or with a message's "12/345"."""
        conversation, _, message = key.partition("/")
        self._open_found(int(conversation), int(message) if message else None, words)

    def _open_found(self, conversation: int, message: int | None, words: str) -> None:
        if message is not None:
            self._history.select(message)
        self.open_conversation(conversation)
        if message is not None:
            self.transcript.find(words)

    # ------------------------------------------------------------------------------------------ messages

    @Slot(str)
    def _on_submitted(self, text: str) -> None:
        self.dialogue.ask(text, self._attachments.take())
        self.composer.set_history(self.dialogue.prompts())

    @Slot(str)
    def _on_suggested(self, text: str) -> None:
        """Ask it; where nothing can be asked yet, it waits in the field."""
        self.composer.set_text(text)
        self.composer.submit()
        self.focus_input()

    @Slot(int)
    def _on_edit_requested(self, message_id: int) -> None:
        if self.dialogue.busy:
            return
        message = self.dialogue.edit(message_id)
        self.composer.set_text(message.text)
        self.attaching.replace(message.attachments)
        self.focus_input()

    @Slot(int)
    def _on_delete_requested(self, message_id: int) -> None:
        count, undo = self.dialogue.delete(message_id)
        text = self.tr("%n message(s) deleted.", "", count)
        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))

    @Slot(int)
    def _on_compare_requested(self, message_id: int) -> None:
        self.comparison.compare(message_id)
        self._pages.setCurrentWidget(self.comparison)
        self.comparison.setFocus()

    @Slot()
    def _on_comparison_closed(self) -> None:
        self._pages.setCurrentWidget(self.transcript)
        self.focus_input()

    @Slot(int)
    def _on_details_requested(self, message_id: int) -> None:
        details = AnswerDetails(*self.dialogue.exchange(message_id), self.window())
        details.finished.connect(details.deleteLater)
        details.open()

    @Slot(str)
    def _on_link_activated(self, address: str) -> None:
        """A link opens only after showing where it goes."""

        def follow() -> None:
            QDesktopServices.openUrl(QUrl(address))

        text = self.tr("This link leads out of Parlance: {0}").format(address)
        self.message_raised.emit(Message(text, action=self.tr("Open"), on_action=follow))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.dialogue.editing:
            # The edit is given up: everything is as it was.
            self.composer.set_text("")
            self.attaching.replace(())
            self.dialogue.give_up_edit()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------- what is shown

    @Slot(object)
    def _on_opened(self, messages: list[TranscriptMessage]) -> None:
        self._pages.setCurrentWidget(self.transcript if messages else self._welcome)
        self.composer.set_history(self.dialogue.prompts())
        self.watch.recount()

    @Slot()
    def _on_message_added(self) -> None:
        self._pages.setCurrentWidget(self.transcript)

    @Slot(object)
    def _on_measured(self, answer: ChatAnswer) -> None:
        if answer.usage.completion_tokens > 1 and answer.timings.decode_s > 0:
            self.speed_measured.emit((answer.usage.completion_tokens - 1) / answer.timings.decode_s)

    @Slot()
    def _on_busy_changed(self) -> None:
        self.composer.set_streaming(self.dialogue.busy)
        self.watch.recount()

    @Slot()
    def _on_active_changed(self) -> None:
        entry = self._loader.wanted
        self.composer.set_model_name(entry.name if entry else "")
        self._welcome.show_model(entry)
        self._show_obstacle()
        self.watch.recount()

    def _show_obstacle(self) -> None:
        conversation = self.dialogue.conversation
        obstacle = ""
        if self._loader.wanted is None:
            obstacle = self.tr("Choose a model above to begin")
        elif conversation is not None and conversation.trashed_at is not None:
            obstacle = self.tr("Restore this conversation to go on with it")
        elif self.attaching.unread:
            obstacle = self.tr("{0} is still being read").format(self.attaching.unread)
        self.composer.set_obstacle(obstacle)

    @Slot()
    def _on_draft_changed(self) -> None:
        self._draft_pause.start()
        self.watch.set_draft(self.composer.text, self.attaching.ready)

    @Slot()
    def _on_attachments_changed(self) -> None:
        self._show_obstacle()
        self._on_draft_changed()

    @Slot(object)
    def _on_counted(self, use: ContextUse | None) -> None:
        self._attachments.show_use(use)
        self.composer.set_token_count(use.draft if use and use.draft else None)
        self._context_notice.show_use(use, self.dialogue.when_full)
        self.context_changed.emit(use.sent if use else 0, use.context if use else 0)

    @Slot()
    def _on_about_to_choose(self) -> None:
        self._context_notice.set_larger(self._enlarging.offer())

    @Slot()
    def _save_draft(self) -> None:
        self._draft_pause.stop()
        self.dialogue.save_draft(self.composer.text)
        self._attachments.leave()

    def _on_settings_changed(self, _before: Settings, after: Settings) -> None:
        self.composer.set_send_key("enter" if after.send_on_enter else "ctrl+enter")
