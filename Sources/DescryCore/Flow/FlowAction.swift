/// Something that the person did on a screen.
public struct FlowAction: Sendable, Hashable {
  /// What was done.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case open, click, check, uncheck, choose, type, submit, back, close, wait
  }

  /// The screen's index.
  public var screen: Int
  /// What was done.
  public var kind: Kind
  /// The element that it was done to, when it was found on the screen.
  public var element: Int?
  /// What the source calls the element.
  public var target: String?
  /// What was typed or chosen.
  public var value: String?
  /// Where it stands in the source.
  public var location: SourceLocation

  /// An action.
  public init(
    screen: Int, kind: Kind, element: Int? = nil, target: String? = nil, value: String? = nil,
    location: SourceLocation
  ) {
    self.screen = screen
    self.kind = kind
    self.element = element
    self.target = target
    self.value = value
    self.location = location
  }
}
