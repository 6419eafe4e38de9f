import Testing

@testable import Descry

@Suite("Work by two threads")
struct HalvesTests {
  @Test(arguments: [0, 1, 2, 499, 500, 501, 20_001])
  func keepsTheOrder(_ count: Int) {
    let items = Array(0..<count)
    #expect(Halves.map(items, atLeast: 500) { { $0 * 2 } } == items.map { $0 * 2 })
  }
}
