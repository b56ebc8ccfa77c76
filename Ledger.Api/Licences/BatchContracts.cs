namespace Ledger.Api.Licences;

/// <summary>What a department sends to issue many licences at once.</summary>
/// <param name="Items">1 to 1,000 licences.</param>
public sealed record IssueBatchRequest(IReadOnlyList<IssueLicenceRequest> Items);

/// <summary>What became of a batch.</summary>
/// <param name="Issued">How many stand issued, now or by the same call before.</param>
/// <param name="Refused">How many were refused; nothing of them was entered.</param>
/// <param name="Results">One for each item, in the order of the items.</param>
public sealed record IssueBatchResponse(int Issued, int Refused, IReadOnlyList<IssueBatchResult> Results);

/// <summary>What became of one licence of a batch.</summary>
/// <param name="Index">Its place among the items, from 0.</param>
/// <param name="Status">What the status would have been had it been sent alone: 201, or that of the problem.</param>
/// <param name="Licence">The licence; null where it was refused.</param>
/// <param name="Problem">Why it was refused, a problem object as RFC 9457 has it; null where it was issued.</param>
public sealed record IssueBatchResult(int Index, int Status, IssuedLicenceResponse? Licence, IReadOnlyDictionary<string, object?>? Problem);
