/// One screen of a flow: a page, or what was laid over it.
public struct Screen: Sendable, Hashable {
  /// What the source of a screen can tell; a rule that needs more says that it was not checked.
  public struct Capabilities: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int

    /// Capabilities by their bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Whether boxes are ticked now, not only by default.
    public static let liveState = Capabilities(rawValue: 1)
    /// Fonts, colours and decoration of the elements that carry text.
    public static let style = Capabilities(rawValue: 2)
    /// Boxes in CSS pixels.
    public static let geometry = Capabilities(rawValue: 4)
    /// What the person did on the screen.
    public static let actions = Capabilities(rawValue: 8)
    /// Which text is a button, a box, a heading; bare text lines have none.
    public static let roles = Capabilities(rawValue: 16)
    /// Scripts as text, in which a false timer or a random number shows.
    public static let scripts = Capabilities(rawValue: 32)
  }

  /// The screen's number in the flow, from 0.
  public var index: Int
  /// Its title or first heading.
  public var title: String?
  /// Its address.
  public var url: String?
  /// Its language, when it differs from the flow's.
  public var language: String?
  /// Whether it lies over the screen before it: a pop-up, an interstitial, a cookie banner.
  public var isOverlay: Bool
  /// The elements in document order; an element's id is its index here.
  public var elements: [Element]
  /// The prices found in the elements, in document order.
  public var prices: [FlowPrice]
  /// Scripts as text, when the source holds them.
  public var scripts: [String]
  /// What the source can tell.
  public var capabilities: Capabilities
  /// The size of the window in CSS pixels.
  public var viewport: ElementBox?
  /// The screenshot's file, relative to the flow's.
  public var screenshot: String?
  /// When it was seen, in seconds since the flow's first screen, when the source tells.
  public var time: Double?
  /// Where it stands in the source.
  public var location: SourceLocation

  /// A screen without elements yet.
  public init(index: Int, location: SourceLocation) {
    self.index = index
    self.location = location
    isOverlay = false
    elements = []
    prices = []
    scripts = []
    capabilities = []
  }

  /// The ids of an element's descendants.
  public func descendants(of id: Int) -> Range<Int> { (id + 1)..<elements[id].subtreeEnd }

  /// The ids of an element's ancestors, the nearest first.
  public func ancestors(of id: Int) -> [Int] {
    var ids: [Int] = []
    var next = elements[id].parent
    while let id = next {
      ids.append(id)
      next = elements[id].parent
    }
    return ids
  }
}
