namespace Ledger.Node.Catalogue;

/// <summary>One licence or material that an item needs.</summary>
/// <param name="AnyOf">Codes of licence types (21 characters) or material types (8): any one of these will do, the first is the usual one.</param>
/// <param name="Exempt">免交: it is read from the library or used again, and the applicant submits nothing.</param>
internal sealed record ItemNeed(IReadOnlyList<string> AnyOf, bool Exempt = false);
