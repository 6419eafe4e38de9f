/// Where an element stands: what is around it.
struct CAMTPath: ~Copyable {
  /// Elements that change what all those in them mean.
  struct Around: OptionSet {
    let rawValue: UInt8
    static let balance = Around(rawValue: 1)
    static let type = Around(rawValue: 2)
    static let account = Around(rawValue: 4)
    static let owner = Around(rawValue: 8)
    static let parties = Around(rawValue: 16)
    static let contact = Around(rawValue: 32)
    static let returned = Around(rawValue: 64)
  }

  /// Deeper elements stand nowhere: no message has a tenth of them.
  private static let deepest = 256

  // What holds in each element that is open, the document first. Each is a byte that is read as it was
  // written: a processor waits for one that it must put together from several.
  private let parents = UnsafeMutablePointer<CAMTElement>.allocate(capacity: deepest)
  private let arounds = UnsafeMutablePointer<Around>.allocate(capacity: deepest)
  private let sides = UnsafeMutablePointer<CAMTElement>.allocate(capacity: deepest)
  private var depth = 0

  init() {
    parents.initialize(repeating: .unknown, count: Self.deepest)
    arounds.initialize(repeating: [], count: Self.deepest)
    sides.initialize(repeating: .unknown, count: Self.deepest)
  }

  deinit {
    parents.deallocate()
    arounds.deallocate()
    sides.deallocate()
  }

  /// The innermost element, or the nothing behind all those whose place is known.
  private var last: Int { min(depth, Self.deepest &- 1) }

  /// The innermost element around.
  var parent: CAMTElement { parents[last] }

  /// The side of a payment that is told of, or else `unknown`.
  var side: CAMTElement { sides[last] }

  /// Whether one of these elements is anywhere around.
  func isWithin(_ around: Around) -> Bool { !arounds[last].isDisjoint(with: around) }

  /// Goes into an element.
  mutating func push(_ element: CAMTElement) {
    var around = arounds[last]
    var side = sides[last]
    switch element {
    case .balance: around.insert(.balance)
    case .type: around.insert(.type)
    case .account: around.insert(.account)
    case .owner: around.insert(.owner)
    case .parties: around.insert(.parties)
    case .contact: around.insert(.contact)
    case .returned: around.insert(.returned)
    case .debtor, .creditor, .debtorAccount, .creditorAccount, .ultimateDebtor, .ultimateCreditor:
      side = element
    default: break
    }
    depth &+= 1
    guard depth < Self.deepest &- 1 else { return }
    parents[depth] = element
    arounds[depth] = around
    sides[depth] = side
  }

  /// Leaves the innermost element, and says which it was.
  mutating func pop() -> CAMTElement {
    let element = parents[last]
    if depth > 0 { depth &-= 1 }
    return element
  }
}
