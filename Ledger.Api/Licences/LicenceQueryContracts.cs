namespace Ledger.Api.Licences;

/// <summary>What a department sends to list a holder's licences. A body, not an address: addresses end up in records.</summary>
/// <param name="CodeType">Type of the code.</param>
/// <param name="Code">The code.</param>
/// <param name="Limit">1 to 200 licences a page; 50 where it is left out.</param>
/// <param name="Cursor">The cursor of the page before; left out for the first.</param>
public sealed record LicencesByHolderRequest(string CodeType, string Code, int? Limit, string? Cursor);

/// <summary>What a department sends to find licences by their printed number, which for some types is a person's own.</summary>
/// <param name="Number">证照编号 exactly as printed, 1 to 128 characters.</param>
/// <param name="Limit">1 to 200 licences a page; 50 where it is left out.</param>
/// <param name="Cursor">The cursor of the page before; left out for the first.</param>
public sealed record LicencesByNumberRequest(string Number, int? Limit, string? Cursor);

/// <summary>One page of licences.</summary>
/// <param name="Licences">At most as many as asked for; fewer, even none, do not mean that the list ends.</param>
/// <param name="Cursor">Gives the next page of the same query; null where the list ends.</param>
public sealed record LicenceListResponse(IReadOnlyList<LicenceResponse> Licences, string? Cursor);

/// <summary>One event of a licence.</summary>
/// <param name="Index">Its index in the log; the feed is in this order, and no index comes twice.</param>
/// <param name="Event">Name of the event, for example <c>licence.suspended.v1</c>.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="State">What the licence was behind the event, on that day: <c>valid</c>, <c>not-yet-valid</c>, <c>expired</c>,
/// <c>suspended</c>, <c>superseded</c>, <c>cancelled</c>, <c>withdrawn</c>, <c>revoked</c> or <c>transferred</c>. No event says that a
/// licence began or expired: those follow from the day.</param>
/// <param name="Disputed">Whether an objection was open behind the event.</param>
/// <param name="Time">When it was written, in UTC, to the millisecond.</param>
public sealed record LicenceChangeContract(long Index, string Event, string Identifier, string State, bool Disputed, DateTimeOffset Time);

/// <summary>A piece of the feed of changes.</summary>
/// <param name="Changes">In the order of the log.</param>
/// <param name="Next">What to send as <c>after</c> next time; null where nothing has happened yet.</param>
/// <param name="More">Whether more changes are there already.</param>
/// <param name="LogSize">Unless there is more, every change with an index below this has been given.</param>
public sealed record LicenceChangesResponse(IReadOnlyList<LicenceChangeContract> Changes, long? Next, bool More, long LogSize);
