import DescryCore
import DescryStatement
import Testing

@Suite("Damaged CSV files throw or read less")
struct CSVFuzzTests {
  /// Shapes that use most of what a reader does.
  static let samples = [
    "fr-credit-agricole", "de-volksbank", "eu-revolut", "ch-ubs", "us-bofa", "nl-abn-tab",
    "de-hypovereinsbank", "quoted-lines", "money-forms", "fr-lcl",
  ].compactMap(Shape.named)

  /// Every amount that the whole file shows.
  private func amounts(_ bytes: [UInt8]) -> [Amount] {
    ((try? CSVFile.read(bytes)) ?? []).flatMap(\.transactions).map(\.amount.magnitude)
  }

  @Test(arguments: samples)
  func cutAtEveryByteReadsNoMoreRows(_ shape: Shape) {
    for length in 0..<shape.bytes.count {
      let rows = ((try? CSVFile.read(Array(shape.bytes[..<length]))) ?? []).flatMap(\.transactions)
      #expect(rows.count <= shape.booked.count + shape.unbooked.count + 2)
    }
  }

  @Test(arguments: samples)
  func everyByteFlippedNeverTraps(_ shape: Shape) {
    var bytes = shape.bytes
    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in bytes.indices {
      let before = bytes[index]
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes[index] ^= UInt8(truncatingIfNeeded: random >> 56) | 1
      _ = try? CSVFile.read(bytes)
      bytes[index] = before
    }
  }

  @Test(arguments: samples)
  func cutBehindALineReadsItsRowsTheSame(_ shape: Shape) throws {
    guard shape.bytes.first != 0xFF, shape.name != "quoted-lines" else { return }
    let whole = Set(amounts(shape.bytes))
    for (index, byte) in shape.bytes.enumerated() where byte == 0x0A {
      for amount in amounts(Array(shape.bytes[...index])) {
        #expect(whole.contains(amount), "cut at \(index)")
      }
    }
  }
}
