/// One element of a screen: something that carries text, a control, or a group of them.
///
/// Elements stand in a screen's flat array in document order, so the descendants of an element are
/// the ids from the one behind it to `subtreeEnd`.
public struct Element: Sendable, Hashable {
  /// What a typist can say of how an element looks; readers of pages leave it unknown.
  public enum Emphasis: String, Sendable, Hashable {
    /// The prominent button.
    case primary
    /// Large or strong text.
    case strong
    /// Small or faint text.
    case small
    /// Very small text, folded away, or seen on hover only.
    case faint
  }

  /// Its index in the screen's elements.
  public package(set) var id: Int
  /// The element that holds it; nil at the top.
  public var parent: Int?
  /// The id behind its last descendant.
  public var subtreeEnd: Int
  /// What it is.
  public var role: ElementRole
  /// The accessible name of a control (WAI-ARIA accname, as far as the source tells): labels, alt text.
  public var name: String
  /// The text that is shown: of a text element its own, white space folded; of a control its name's.
  public var text: String
  /// The tag in lower case, when the source has tags.
  public var tag: String?
  /// The attributes that rules read: `id`, `class`, `name`, `type`, `href`, `aria-*`, `data-*`.
  public var attributes: [String: String]
  /// What a control is set to.
  public var state: ElementState
  /// Whether a person can see it.
  public var visibility: ElementVisibility
  /// How it looks; nil when not known.
  public var style: ElementStyle?
  /// Where it stands on the screen; nil when not known.
  public var box: ElementBox?
  /// What a typist says of its looks; nil when not known.
  public var emphasis: Emphasis?
  /// Who says it, for a turn of a chat or a call.
  public var speaker: String?
  /// Where it stands in the source.
  public var location: SourceLocation

  /// An element without descendants.
  public init(
    id: Int, parent: Int?, role: ElementRole, name: String = "", text: String = "",
    location: SourceLocation
  ) {
    self.id = id
    self.parent = parent
    self.subtreeEnd = id + 1
    self.role = role
    self.name = name
    self.text = text
    self.attributes = [:]
    self.state = ElementState()
    self.visibility = .visible
    self.location = location
  }

  /// What is to be read of it: the name of a control, the text of anything else.
  public var label: String { name.isEmpty ? text : name }
}
