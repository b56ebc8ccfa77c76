namespace Ledger.Node.Materials;

/// <summary>Why a material may not be used again.</summary>
/// <param name="Code">Stable code: a state, <c>not-reusable</c>, <c>other-case</c>, or the code of the rule that fired, such as <c>address-changed</c>.</param>
/// <param name="Chinese">One sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record MaterialReuseRefusal(string Code, string Chinese, string English);
