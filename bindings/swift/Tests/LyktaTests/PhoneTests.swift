import Foundation
import Lykta
import XCTest

/// What phones do on one walk of a real server.
final class PhoneTests: XCTestCase {
    private var server: TestServer!

    override func setUpWithError() throws {
        server = try TestServer()
    }

    override func tearDownWithError() throws {
        try server.stop()
    }

    func testSeveralTasksRecordAtOnce() async throws {
        let (phone, walk) = try await joined("phone")
        let ids = try await withThrowingTaskGroup(of: EntityId.self) { group in
            for task in 0..<40 {
                group.addTask {
                    let id = phone.newId()
                    try await phone.recordObservation(walk: walk, id: id, draft: draft("nr \(task)"))
                    return id
                }
            }
            return try await group.reduce(into: [EntityId]()) { $0.append($1) }
        }
        let listed = try await phone.listObservations(walk: walk, limit: 1_000)
        XCTAssertEqual(listed.map(\.id).sorted(), ids.sorted())
    }

    func testACancelledTaskThatIsRepeatedRecordsOnce() async throws {
        let (phone, walk) = try await joined("phone")
        let before = try await phone.status(walk: walk).ops.onPhone
        let id = phone.newId()
        let screen = Task { try await phone.recordObservation(walk: walk, id: id, draft: draft("mörkt")) }
        screen.cancel()
        _ = await screen.result
        try await phone.recordObservation(walk: walk, id: id, draft: draft("mörkt"))
        let listed = try await phone.listObservations(walk: walk, limit: 10)
        XCTAssertEqual(listed.map(\.id), [id])
        let after = try await phone.status(walk: walk).ops.onPhone
        XCTAssertEqual(after, before + 1)
    }

    func testErrorsArriveAsWhatTheyAre() async throws {
        let (phone, walk) = try await joined("phone")
        let id = phone.newId()
        await fails(with: .NotFound) { _ = try await phone.showObservation(id: id) }
        await fails(with: .NotALink) { _ = try await phone.join(link: "vandring") }
        try await phone.recordObservation(walk: walk, id: id, draft: draft("kort"))
        let long = ObservationEdit(words: String(repeating: "å", count: 10_001))
        do {
            try await phone.editObservation(id: id, edit: long)
            XCTFail("that was too long")
        } catch ApiError.BadValue(let field, _) {
            XCTAssertEqual(field, "words")
        }
    }

    func testWordsAndMomentsReachAnotherPhone() async throws {
        let words = "Mörkt vid ån – säger Åke 🌉👩‍👩‍👧‍👦"
        let (phone, walk) = try await joined("Åsas telefon 📱")
        let id = phone.newId()
        try await phone.recordObservation(walk: walk, id: id, draft: draft(words))
        let sent = try await phone.sync(walk: walk)
        XCTAssertEqual(sent.ops.onPhone, 0)
        let (other, _) = try await joined("other")
        _ = try await other.sync(walk: walk)
        let arrived = try await other.showObservation(id: id)
        XCTAssertEqual(arrived.words, words)
        let recorded = try await phone.showObservation(id: id)
        XCTAssertEqual(arrived.at, recorded.at)
        XCTAssertGreaterThan(arrived.at, 1 << 32)
    }

    func testAnObserverThatThrowsDoesNoHarm() async throws {
        let watcher = Watcher()
        let (phone, walk) = try await joined("phone", watcher)
        let id = phone.newId()
        try await phone.recordObservation(walk: walk, id: id, draft: draft("mörkt"))
        let shown = try await phone.showObservation(id: id)
        XCTAssertEqual(shown.words, "mörkt")
        XCTAssertEqual(watcher.changes, 2)
    }

    private func joined(_ name: String, _ observer: Observer? = nil) async throws -> (Phone, EntityId) {
        let folder = server.folder.appending(path: name).path
        let phone = try await Phone.open(folder: folder, observer: observer)
        return (phone, try await phone.join(link: server.leaderLink))
    }

    private func fails(with wanted: ApiError, _ call: () async throws -> Void) async {
        do {
            try await call()
            XCTFail("\(wanted) was to be thrown")
        } catch {
            XCTAssertEqual(error as? ApiError, wanted)
        }
    }
}

private func draft(_ words: String) -> ObservationDraft {
    ObservationDraft(
        kind: .unsafe, spot: .place(point: LatLon(lat: 60.17, lon: 24.94), accuracyM: 4.5, source: .gnss),
        categories: [], when: [], feeling: nil, words: words, suggestion: nil, stop: nil, forAnother: false)
}

private final class Watcher: Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var told = 0

    var changes: Int { lock.withLock { told } }

    func changed(walk: EntityId) throws {
        lock.withLock { told += 1 }
        throw ShellError.Failed
    }

    func progressed(walk: EntityId, progress: Lykta.Progress) throws {}
}
