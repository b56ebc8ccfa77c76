namespace Ledger.Node.Catalogue;

/// <summary>What is wrong with one field of a licence that somebody asks us to issue.</summary>
/// <param name="Field">The field's key, as sent.</param>
/// <param name="Kind">The reason, for programs.</param>
/// <param name="Chinese">The reason, for people; names the field and does not repeat the value.</param>
/// <param name="English">The same in English.</param>
internal sealed record FieldError(string Field, FieldErrorKind Kind, string Chinese, string English);
