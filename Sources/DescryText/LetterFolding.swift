/// What a character beyond ASCII becomes: the plain capital letters that a bank's terminal, an
/// export or a counterfeiter would put in its place.
///
/// The table is the house's own; it covers the letters of the languages that use the Latin script,
/// and the Cyrillic and Greek capitals and small letters that look like Latin ones (a subset of
/// Unicode TR 39's confusables, without those that are only remotely alike).
enum LetterFolding {
  /// The plain text for a scalar, or nil when the scalar stays as it is.
  static func fold(_ scalar: UInt32) -> [UInt8]? {
    if scalar < table.count { return table[Int(scalar)] }
    switch scalar {
    case 0x0300...0x036F, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return []
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return [blank]
    case 0x2010...0x2015, 0x2212: return [UInt8(ascii: "-")]
    case 0x2018...0x201B, 0x2032: return [UInt8(ascii: "'")]
    case 0x201C...0x201F, 0x2033: return [UInt8(ascii: "\"")]
    case 0x2022, 0x2219, 0x22C5: return [UInt8(ascii: ".")]
    case 0x2026: return Array("...".utf8)
    case 0x2122: return Array("TM".utf8)
    case 0x20AC: return nil
    case 0xFB00...0xFB04: return Array(["FF", "FI", "FL", "FFI", "FFL"][Int(scalar - 0xFB00)].utf8)
    case 0xFF01...0xFF5E: return [upper(UInt8(scalar - 0xFF01 + 0x21))]
    case 0xFFFD: return [UInt8(ascii: "?")]
    default: return lookalikes[scalar].map { [$0] }
    }
  }

  static let blank = UInt8(ascii: " ")

  /// An ASCII letter as a capital; every other byte as it is.
  @inline(__always)
  static func upper(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "a") < 26 ? byte &- 32 : byte
  }

  /// Scalars below U+0250, by value; ASCII is folded on a faster way and has no entry.
  private static let table: [[UInt8]?] = {
    var table = [[UInt8]?](repeating: nil, count: 0x250)
    let groups: [(String, String)] = [
      ("A", "ÀÁÂÃÄÅĀĂĄǍàáâãäåāăąǎªǺǻȀȁȂȃȦȧ"), ("AE", "ÆæǼǽ"), ("C", "ÇĆĈĊČçćĉċč¢"),
      ("D", "ÐĎĐðďđ"), ("E", "ÈÉÊËĒĔĖĘĚèéêëēĕėęěȄȅȆȇȨȩ"), ("G", "ĜĞĠĢǤǦǴĝğġģǥǧǵ"), ("H", "ĤĦĥħ"),
      ("I", "ÌÍÎÏĨĪĬĮİǏìíîïĩīĭįıǐ"), ("IJ", "Ĳĳ"), ("J", "Ĵĵ"), ("K", "ĶĸķǨǩ"),
      ("L", "ĹĻĽĿŁĺļľŀł"), ("N", "ÑŃŅŇŊñńņňŋŉ"), ("O", "ÒÓÔÕÖØŌŎŐǑòóôõöøōŏőǒºǾǿ"),
      ("OE", "Œœ"), ("R", "ŔŖŘŕŗř"), ("S", "ŚŜŞŠśŝşšſȘș"), ("SS", "ß"), ("T", "ŢŤŦţťŧȚț"),
      ("TH", "Þþ"), ("U", "ÙÚÛÜŨŪŬŮŰŲǓùúûüũūŭůűųǔµ"), ("W", "Ŵŵ"), ("Y", "ÝŶŸýÿŷ"),
      ("Z", "ŹŻŽźżž"), (" ", "\u{A0}"), ("", "\u{AD}"), ("'", "´`ʹʼʻ"), ("\"", "«»"),
      (".", "·"), ("-", "¯"), ("*", "×"), ("1", "¹"), ("2", "²"), ("3", "³"),
    ]
    for (plain, letters) in groups {
      for scalar in letters.unicodeScalars where scalar.value >= 0x80 && scalar.value < 0x250 {
        table[Int(scalar.value)] = Array(plain.utf8)
      }
    }
    return table
  }()

  /// Cyrillic and Greek letters that stand for Latin ones on a counterfeit line.
  private static let lookalikes: [UInt32: UInt8] = {
    let pairs: [(String, String)] = [
      ("А", "A"), ("В", "B"), ("С", "C"), ("Е", "E"), ("Н", "H"), ("І", "I"), ("Ј", "J"),
      ("К", "K"), ("М", "M"), ("О", "O"), ("Р", "P"), ("Ѕ", "S"), ("Т", "T"), ("Х", "X"),
      ("У", "Y"), ("а", "A"), ("с", "C"), ("е", "E"), ("і", "I"), ("ј", "J"), ("о", "O"),
      ("р", "P"), ("ѕ", "S"), ("х", "X"), ("у", "Y"), ("Α", "A"), ("Β", "B"), ("Ε", "E"),
      ("Ζ", "Z"), ("Η", "H"), ("Ι", "I"), ("Κ", "K"), ("Μ", "M"), ("Ν", "N"), ("Ο", "O"),
      ("Ρ", "P"), ("Τ", "T"), ("Υ", "Y"), ("Χ", "X"), ("ο", "O"), ("ν", "V"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (alike, plain) in pairs {
      if let scalar = alike.unicodeScalars.first, let byte = plain.utf8.first {
        table[scalar.value] = byte
      }
    }
    return table
  }()
}
