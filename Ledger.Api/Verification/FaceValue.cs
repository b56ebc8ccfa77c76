namespace Ledger.Api.Verification;

/// <summary>A value on its way over the pages of an OFD.</summary>
/// <param name="Continuing">The label above its rest on a further page; null for a cell of a table, which has none.</param>
/// <param name="Rest">What has not been shown yet.</param>
internal readonly record struct FaceValue(string? Continuing, string Rest);
