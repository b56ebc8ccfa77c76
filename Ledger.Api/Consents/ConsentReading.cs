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
        [.. body.Objects("licences", ConsentTerms.MostListed).Select(Scope)],
        body.TextList("materials", ConsentTerms.MostListed, LongestCode),
        body.TextList("authorities", ConsentTerms.MostListed, LongestCode),
        body.TextList("provinces", ConsentTerms.MostListed, LongestCode),
        body.TextList("items", ConsentTerms.MostListed, ItemCode.Length),
        body.OptionalMoment("from"),
        body.Moment("to"),
        body.OptionalInteger("count") ?? 0);

    public static HolderCode Holder(RequestBody body)
    {
        HolderCode holder = new(body.Text("codeType", 3), body.Text("code", LongestCode));
        body.End();
        return holder;
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
