/// What an element is: the roles of WAI-ARIA that a checkout has, and those of transcripts.
public enum ElementRole: String, Sendable, Hashable, CaseIterable {
  /// A run of visible text: of a paragraph, a cell, a label.
  case text
  case heading, link, button, checkbox, radio, textbox, combobox, option, image, timer
  /// An on-off control; ticked means on.
  case toggle = "switch"
  /// A line of a cart or of an order's summary.
  case item
  /// A landmark or another grouping: `form`, `navigation`, `contentinfo`, `dialog`, `list`, …
  case group, form, navigation, footer, header, main, aside, dialog, list, table, row, fieldset
  /// A `details` element or another part that is folded until somebody opens it.
  case disclosure
  /// A frame whose content could not be seen.
  case frame
  /// A turn of a chat or a call.
  case speech

  /// Whether a person can operate it.
  public var isControl: Bool {
    switch self {
    case .link, .button, .checkbox, .radio, .textbox, .combobox, .option, .toggle: true
    default: false
    }
  }

  /// Whether it can be ticked or chosen.
  public var isTickable: Bool {
    switch self {
    case .checkbox, .radio, .toggle, .option: true
    default: false
    }
  }
}
