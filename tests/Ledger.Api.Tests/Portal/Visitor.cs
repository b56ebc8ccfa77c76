namespace Ledger.Api.Tests.Portal;

/// <summary>Who looks at a page, and how.</summary>
/// <param name="Person">Who has signed in; null for nobody.</param>
/// <param name="English">In English.</param>
/// <param name="Scripts">Whether the browser runs scripts.</param>
/// <param name="Dark">Whether the visitor prefers dark pages.</param>
internal sealed record Visitor(string? Person = null, bool English = false, bool Scripts = true, bool Dark = false);
