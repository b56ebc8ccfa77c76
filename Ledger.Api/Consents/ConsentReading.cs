using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;

namespace Ledger.Api.Consents;

/// <summary>Reads what a consent is to allow.</summary>
internal static class ConsentReading
{
    private const int LongestCode = 64;
    private const int LongestIdentifier = 160;

    public static ConsentTerms Terms(RequestBody body) => new(
        [.. body.Objects("licences", ConsentLimits.Entries).Select(Scope)],
        body.TextList("materials", ConsentLimits.Entries, LongestCode),
        body.TextList("authorities", ConsentLimits.Entries, LongestCode),
        body.TextList("provinces", ConsentLimits.Entries, LongestCode),
        body.TextList("items", ConsentLimits.Entries, ItemCode.Length),
        body.OptionalMoment("from"),
        body.Moment("to"),
        body.OptionalInteger("count") ?? 0)
    {
        Sources = [.. body.Objects("sources", ConsentLimits.Entries).Select(Source)],
    };

    private static SourceScope Source(RequestBody body)
    {
        SourceScope source = new(
            body.Text("province", 6), [.. body.Objects("licences", ConsentLimits.Entries).Select(Scope)], body.TextList("materials", ConsentLimits.Entries, LongestCode));
        body.End();
        return source;
    }

    private static LicenceScope Scope(RequestBody body)
    {
        LicenceScope scope = new(
            body.Text("licence", LongestIdentifier),
            body.Has("fields") ? body.TextList("fields", LicenceDocument.MaximumFields, LongestCode) : null);
        body.End();
        return scope;
    }
}
