using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Own;

/// <summary>What a consent opens in another province, as its holder reads it.</summary>
/// <param name="Province">The province.</param>
/// <param name="Opens">What it opens there.</param>
/// <param name="State">How it stands there.</param>
/// <param name="IsGood">Whether it stands there, or ended as it should.</param>
public sealed record ShownSource(TextInBoth Province, TextInBoth Opens, TextInBoth State, bool IsGood);
