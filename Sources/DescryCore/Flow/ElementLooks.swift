/// Whether a person can see an element, and why not.
public enum ElementVisibility: String, Sendable, Hashable {
  case visible
  /// `display: none`, `hidden`, or a closed disclosure.
  case notDisplayed = "not-displayed"
  /// `visibility: hidden`.
  case hidden
  /// `opacity: 0`.
  case transparent
  /// Moved or clipped out of the window.
  case offScreen = "off-screen"
  /// No area.
  case zeroSize = "zero-size"
  /// The source does not tell.
  case unknown

  /// Whether a person may see it: visible or not known.
  public var maySee: Bool { self == .visible || self == .unknown }
}

/// How text looks, in CSS pixels and sRGB.
public struct ElementStyle: Sendable, Hashable {
  /// A colour of the sRGB space, each channel 0 to 255, opacity 0 to 1.
  public struct Color: Sendable, Hashable {
    /// The red channel.
    public let red: Double
    /// The green channel.
    public let green: Double
    /// The blue channel.
    public let blue: Double
    /// The opacity.
    public let alpha: Double

    /// A colour.
    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
      self.red = red
      self.green = green
      self.blue = blue
      self.alpha = alpha
    }
  }

  /// The font's size in CSS pixels.
  public var fontSize: Double?
  /// The font's weight, 100 to 900.
  public var fontWeight: Double?
  /// The text's colour.
  public var color: Color?
  /// The colour behind it, ancestors blended in.
  public var background: Color?
  /// Whether the element itself has a background that sets it apart, as a filled button has.
  public var isFilled: Bool?
  /// Whether it is underlined.
  public var isUnderlined: Bool?
  /// Whether it is struck through, as a former price.
  public var isStruck: Bool?
  /// The opacity, ancestors multiplied in, 0 to 1.
  public var opacity: Double?

  /// A style of which nothing is known yet.
  public init() {}
}

/// A rectangle in CSS pixels from the page's top left.
public struct ElementBox: Sendable, Hashable {
  /// The left edge.
  public let x: Double
  /// The upper edge.
  public let y: Double
  /// The width.
  public let width: Double
  /// The height.
  public let height: Double

  /// A rectangle.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
