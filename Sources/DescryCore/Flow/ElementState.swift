/// What a control is set to; nil stands for not known or not applicable.
public struct ElementState: Sendable, Hashable {
  /// Whether it is ticked now.
  public var checked: Bool?
  /// Whether the page ticks it by itself: what "pre-ticked" means in law.
  public var defaultChecked: Bool?
  /// Whether it cannot be operated.
  public var isDisabled: Bool
  /// Whether it must be filled in or ticked.
  public var isRequired: Bool
  /// Whether what it discloses is shown.
  public var expanded: Bool?
  /// What a field holds or a list has chosen.
  public var value: String?

  /// A control of which nothing is known.
  public init(
    checked: Bool? = nil, defaultChecked: Bool? = nil, isDisabled: Bool = false,
    isRequired: Bool = false, expanded: Bool? = nil, value: String? = nil
  ) {
    self.checked = checked
    self.defaultChecked = defaultChecked
    self.isDisabled = isDisabled
    self.isRequired = isRequired
    self.expanded = expanded
    self.value = value
  }

  /// Whether nobody but the page ticked it, as far as the source tells.
  public var isPreticked: Bool { defaultChecked ?? checked ?? false }
}
