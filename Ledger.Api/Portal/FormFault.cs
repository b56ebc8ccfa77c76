using Ledger.Api.Problems;

namespace Ledger.Api.Portal;

/// <summary>One thing that is wrong with a form.</summary>
/// <param name="Field">Name of the field at fault; null where it is none.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
public sealed record FormFault(string? Field, TextInBoth Text);
