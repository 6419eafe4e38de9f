internal import Synchronization

/// Rules of a kind that are read when they are first asked for: a lookup needs no dark pattern.
struct RuleShelf<Rule: Sendable>: Sendable {
  private enum State: Sendable {
    case read([Rule])
    case unread(@Sendable () -> [Rule])
  }

  private final class Shelf: Sendable {
    let state: Mutex<State>
    init(_ state: State) { self.state = Mutex(state) }
  }

  private let shelf: Shelf

  init(_ rules: [Rule]) { shelf = Shelf(.read(rules)) }

  init(reading: @escaping @Sendable () -> [Rule]) { shelf = Shelf(.unread(reading)) }

  /// The rules.
  var rules: [Rule] {
    shelf.state.withLock { state in
      if case .read(let rules) = state { return rules }
      guard case .unread(let read) = state else { return [] }
      let rules = read()
      state = .read(rules)
      return rules
    }
  }
}
