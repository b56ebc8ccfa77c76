using Ledger.Api.Problems;

namespace Ledger.Api.Portal;

/// <summary>What one component of a composite licence is today, in the words of the page.</summary>
/// <param name="LicenceName">Name of its type.</param>
/// <param name="Word">What it is.</param>
public sealed record ShownComponent(TextInBoth LicenceName, TextInBoth Word);
