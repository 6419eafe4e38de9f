internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Reads what stands before the merchant's name on the lines of banks that print the town first:
/// Crédit Mutuel and CIC leave thirteen characters for it.
///
/// In the town's place stand also a shop's number behind five letters of its town
/// (`BORDE 568045/`), a postcode or département, an amount in another currency, a phone number.
struct PlaceSlot: Sendable {
  let places: Places

  /// Where the slot ends and, if it names one, the town; nil when nothing is recognised.
  func slot(
    in text: NormalizedText, _ bytes: UnsafeBufferPointer<UInt8>, _ core: Range<Int>,
    using scratch: MatchScratch
  ) -> (end: Int, city: Range<Int>?)? {
    let part = UnsafeBufferPointer(rebasing: bytes[core])
    if let span = try? Self.other.firstMatch(in: part, using: scratch) {
      return (core.lowerBound + span.upperBound, nil)
    }
    var start = core.lowerBound
    if let span = try? Self.code.firstMatch(in: part, using: scratch) { start += span.upperBound }
    return columns(text, bytes, start: core.lowerBound, name: start..<core.upperBound)
      ?? known(text, bytes, start..<core.upperBound, using: scratch)
  }

  /// A town's whole name, the longest one, with the district's number behind it.
  private func known(
    _ text: NormalizedText, _ bytes: UnsafeBufferPointer<UInt8>, _ core: Range<Int>,
    using scratch: MatchScratch
  ) -> (end: Int, city: Range<Int>?)? {
    let words = text.tokens(in: core)
    guard words.count > 1 else { return nil }
    for count in stride(from: min(places.longest, words.count - 1), to: 0, by: -1) {
      // PARIS 10, LYON07: the number of a district may be glued to the town's name.
      var last = words[count - 1].range
      while last.count > 4, NormalizedText.isDigit(bytes[last.upperBound - 1]) {
        last = last.lowerBound..<(last.upperBound - 1)
      }
      let name = words[..<count].map {
        text.string($0.range == words[count - 1].range ? last : $0.range)
      }.joined(separator: " ")
      guard places.contains(name) else { continue }
      let behind = words[count - 1].range.upperBound
      let rest = UnsafeBufferPointer(rebasing: bytes[behind..<core.upperBound])
      // Three towns print their arrondissement; elsewhere a number begins the shop's name.
      let pattern = Self.divided.contains(name) ? Self.arrondissement : Self.district
      let district = (try? pattern.firstMatch(in: rest, using: scratch))?.upperBound ?? 0
      var end = behind + district
      while end < core.upperBound, !NormalizedText.isWordByte(bytes[end]) { end += 1 }
      return (end, core.lowerBound..<last.upperBound)
    }
    return nil
  }

  /// A town that is cut at its column's end, or columns that are kept.
  private func columns(
    _ text: NormalizedText, _ bytes: UnsafeBufferPointer<UInt8>, start: Int, name: Range<Int>
  ) -> (end: Int, city: Range<Int>?)? {
    let border = start + Self.width
    if let wide = (start..<min(border, name.upperBound)).first(where: {
      bytes[$0] == UInt8(ascii: " ") && text.width(ofBlankAt: $0) > 2
    }), wide > name.lowerBound {
      return (wide + 1, name.lowerBound..<wide)
    }
    guard border + 2 < name.upperBound, bytes[border] == UInt8(ascii: " ") else { return nil }
    let place = UnsafeBufferPointer(rebasing: bytes[name.lowerBound..<border])
    let plain = place.map { NormalizedText.isWordByte($0) ? $0 : UInt8(ascii: " ") }
    let isCut = plain.withUnsafeBufferPointer { places.isCut($0, missing: 40) }
    return isCut ? (border + 1, name.lowerBound..<border) : nil
  }

  /// How many characters are left for the town.
  private static let width = 13

  private static let other = Pattern(
    #"\A(?:[0-9]{1,6}[ ,.][0-9]{2} +[A-Z]{3} |[A-Z][A-Z' .]{2,8} ?[0-9]{3,8} ?/ ?(?:- )?|PAYLI[0-9]{0,8} |NONE (?:- )?|0[0-9](?:[ .]?[0-9]{2,3}){3,4} (?:- )?|[0-9]{1,2} (?=SUMUP|LW\*|SC[ -]))"#
  )
  /// A département or postcode.
  private static let code = Pattern(#"\A(?:[0-9]{2}|2A|2B|97[0-9]|[0-9]{5}) (?=[A-Z])"#)
  private static let divided: Set<String> = ["PARIS", "LYON", "MARSEILLE"]
  private static let district = Pattern(#"\A(?: CEDEX(?: [0-9]{1,2})?)?(?: -)?"#)
  private static let arrondissement = Pattern(
    #"\A(?:(?: CEDEX(?: [0-9]{1,2})?| LA DEFENSE| LA DEFE| [0-9]{1,2}E(?:R|ME)?(?![A-Z0-9])| [0-9]{1,2}(?= ))*(?: -)?)?"#
  )
}
