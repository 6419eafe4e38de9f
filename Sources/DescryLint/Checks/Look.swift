internal import DescryCore

/// How an element looks, as far as its source tells.
struct Look {
  let element: Element
  /// Whether the source has its typist say what is small or prominent.
  let isTyped: Bool

  init(of place: ElementPlace, in flow: FlowView) {
    element = flow.element(place)
    isTyped = flow.flow.format == .transcript
  }

  /// Whether anything is known of it.
  var isKnown: Bool { isTyped || element.style != nil || element.emphasis != nil }

  /// Whether it is set small, faint or folded away; nil when not known.
  var isFaint: Bool? {
    if let emphasis = element.emphasis { return emphasis == .small || emphasis == .faint }
    if isTyped { return false }
    guard let style = element.style else { return element.tag == "small" ? true : nil }
    if let size = style.fontSize, size < 11.5 { return true }
    if let opacity = style.opacity, opacity < 0.6 { return true }
    if let contrast = style.contrast, contrast < 3 { return true }
    return element.tag == "small" ? true : false
  }

  /// One way in which something is less visible than what stands beside it.
  struct Weakness {
    let weight: Int
    /// Whether it lies in the form alone, as a link has no fill and no prominence beside a button:
    /// several of these say one thing.
    let isForm: Bool
    let says: LocalizedText
  }

  /// In which ways it is less visible than another control.
  func weaknesses(beside other: Look) -> [Weakness] {
    var found: [Weakness] = []
    func add(_ weight: Int, form: Bool = false, _ english: String, _ french: String) {
      found.append(
        Weakness(weight: weight, isForm: form, says: LocalizedText(en: english, fr: french)))
    }
    if element.role == .link, other.element.role == .button {
      add(1, form: true, "a link beside a button", "un lien à côté d'un bouton")
    }
    if element.emphasis == .small || element.emphasis == .faint {
      add(2, "set small", "en petit")
    }
    if other.element.emphasis == .primary, element.emphasis != .primary {
      add(1, form: true, "the other one is prominent", "l'autre est mis en avant")
    }
    guard let own = element.style, let style = other.element.style else { return found }
    if let size = own.fontSize, let large = style.fontSize, size > 0, size < large * 0.8 {
      let sizes = "\(Self.tenths(size)) px / \(Self.tenths(large)) px"
      add(1, sizes, sizes)
    }
    if let contrast = own.contrast, let clear = style.contrast, clear >= 4.5, contrast < 3 {
      let ratios = "\(Self.tenths(contrast)):1 / \(Self.tenths(clear)):1"
      add(2, "contrast " + ratios, "contraste " + ratios)
    }
    if own.isFilled == false, style.isFilled == true {
      add(1, form: true, "not filled", "sans fond")
    }
    if let opacity = own.opacity, opacity < 0.7, (style.opacity ?? 1) > 0.9 {
      add(2, "translucent", "translucide")
    }
    return found
  }

  /// A measure with one decimal.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1_000_000 else { return "?" }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
