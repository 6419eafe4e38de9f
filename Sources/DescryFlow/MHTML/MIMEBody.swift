/// A decoded body of a MIME message, with the way back to the file (RFC 2045, section 6).
struct MIMEBody {
  let bytes: [UInt8]
  private let origins: Origins

  /// Where each byte stands in the file.
  private enum Origins {
    case unknown
    /// One behind the other from here on.
    case from(Int)
    case each([Int32])
  }

  init(_ raw: ArraySlice<UInt8>, encoding: String?) {
    switch encoding?.lowercased() {
    case "base64":
      bytes = Base64.decoded(raw)
      origins = .unknown
    case "quoted-printable":
      let (decoded, places) = Self.quotedPrintable(raw)
      bytes = decoded
      // Places of a file that 32 bits cannot count are not known.
      origins = raw.endIndex > Int32.max ? .unknown : .each(places)
    default:
      bytes = Array(raw)
      origins = .from(raw.startIndex)
    }
  }

  /// The bytes of the file that spell a range of the body; nil when that is not known.
  func origin(of range: Range<Int>) -> Range<Int>? {
    switch origins {
    case .unknown: return nil
    case .from(let start):
      return range.isEmpty ? nil : (start + range.lowerBound)..<(start + range.upperBound)
    case .each(let places):
      guard let first = places[range].first, let last = places[range].last else { return nil }
      return Int(first)..<(Int(last) + 1)
    }
  }

  private static func quotedPrintable(_ raw: ArraySlice<UInt8>) -> ([UInt8], [Int32]) {
    var bytes: [UInt8] = []
    var origins: [Int32] = []
    bytes.reserveCapacity(raw.count)
    origins.reserveCapacity(raw.count)
    var index = raw.startIndex
    func digit(_ at: Int) -> UInt8? {
      guard at < raw.endIndex else { return nil }
      switch raw[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return raw[at] - 0x30
      case UInt8(ascii: "A")...UInt8(ascii: "F"): return raw[at] - 0x37
      case UInt8(ascii: "a")...UInt8(ascii: "f"): return raw[at] - 0x57
      default: return nil
      }
    }
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "=") else {
        bytes.append(raw[index])
        origins.append(Int32(truncatingIfNeeded: index))
        index += 1
        continue
      }
      if let high = digit(index + 1), let low = digit(index + 2) {
        bytes.append(high << 4 | low)
        origins.append(Int32(truncatingIfNeeded: index))
        index += 3
      } else if index + 1 < raw.endIndex, raw[index + 1] == 0x0A {
        index += 2
      } else if index + 2 < raw.endIndex, raw[index + 1] == 0x0D, raw[index + 2] == 0x0A {
        index += 3
      } else {
        bytes.append(raw[index])
        origins.append(Int32(truncatingIfNeeded: index))
        index += 1
      }
    }
    return (bytes, origins)
  }
}
