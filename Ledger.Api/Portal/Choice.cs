using Ledger.Api.Problems;

namespace Ledger.Api.Portal;

/// <summary>One of several values to choose from.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What the person reads.</param>
public sealed record Choice(string Value, TextInBoth Text);
