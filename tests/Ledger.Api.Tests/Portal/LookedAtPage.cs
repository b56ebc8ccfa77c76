using Ledger.Api.Tests.Security;

namespace Ledger.Api.Tests.Portal;

/// <summary>A page that is looked at.</summary>
/// <param name="Name">Of its picture.</param>
/// <param name="Person">Who opens it; null for nobody.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">What it answers.</param>
internal sealed record LookedAtPage(string Name, MatrixPerson? Person, string Path, int Status = 200);
