using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Security;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Exchange;
using Ledger.Api.Tests.Importing;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.Migrations;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Security;

/// <summary>A right request for each row of the permission table: right enough that nothing but the rights of the caller stands in its way.</summary>
internal static class MatrixRequests
{
    private const string Basis = "《中华人民共和国行政许可法》第七十条";

    /// <summary>The request of a row that names these things, sent by a client: a form carries the token of its session. The caller disposes of it.</summary>
    public static HttpRequestMessage Of(PermissionRow row, NamedThings things, HttpClient client)
    {
        HttpRequestMessage request = new(new HttpMethod(row.Method), PathOf(row, things));
        if (row is { Method: "POST", Role: Role.Anyone })
        {
            request.Content = new ByteArrayContent("{}"u8.ToArray());
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(
                row.Route.EndsWith("/file", StringComparison.Ordinal) ? "application/pdf" : "application/json");
        }
        else if (row is { Method: "POST", StandsFor.Count: > 0 })
        {
            request.Content = FormOf(client);
        }
        else if (row.Method == "POST")
        {
            request.Headers.Add("Idempotency-Key", Calls.NewKey());
            request.Content = ContentOf(row.Route, things);
        }

        return request;
    }

    /// <summary>A copy for a bank.</summary>
    public static JsonObject Copy() => new()
    {
        ["purpose"] = "办理不动产抵押登记",
        ["recipient"] = new JsonObject { ["name"] = "苏州示例银行" },
        ["expiresAt"] = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["operator"] = "clerk-1",
    };

    /// <summary>Fields of every form at once; none minds those of the others.</summary>
    private static FormUrlEncodedContent FormOf(HttpClient client)
    {
        string cookie = client.DefaultRequestHeaders.TryGetValues("Cookie", out IEnumerable<string>? cookies) ? cookies.Single().Split('=', 2)[1] : "";
        return new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [FormToken.Field] = FormToken.Of(cookie),
            ["key"] = Guid.NewGuid().ToString("N"),
            ["purpose"] = "办理不动产抵押登记",
            ["recipient"] = "苏州示例银行",
            ["days"] = "1",
            ["fields"] = "KZ_JYZTMC",
            ["text"] = "与本人无关。",
            ["find"] = MatrixScene.CompositeNumber,
            ["reason"] = "cancelled",
            ["legalBasis"] = Basis,
            ["confirm"] = "yes",
        });
    }

    /// <summary>An application for a key.</summary>
    public static JsonObject SystemKey(string system, string key)
    {
        using Ledger.Crypto.Signing.Ed25519PrivateKey made = Ledger.Crypto.Signing.Ed25519PrivateKey.Generate();
        string publicKey = Convert.ToBase64String(new Ledger.Crypto.Signing.VerifyingKey(made.Algorithm, made.PublicKey.Span).ToPublicKeyInfo());
        return new() { ["system"] = system, ["key"] = key, ["publicKey"] = publicKey, ["operator"] = "clerk-1" };
    }

    private static JsonObject OwnCopy()
    {
        JsonObject copy = Copy();
        copy.Remove("operator");
        return copy;
    }

    /// <summary>Path and query of the request of a row that names these things.</summary>
    public static string PathOf(PermissionRow row, NamedThings things)
    {
        bool isRenewal = row.Route.StartsWith("/api/v1/renewals", StringComparison.Ordinal);
        bool isDecision = row.Route.Split('/')[^1] is "approval" or "rejection" or "installation" or "freezing" or "unfreezing" or "revocation";
        string path = row.Route
            .Replace("{identifier}", isRenewal ? things.Renewal : things.Licence, StringComparison.Ordinal)
            .Replace("{material}", row.Role == Role.Citizen ? things.OwnMaterial : things.Material, StringComparison.Ordinal)
            .Replace("{index}", row.Route.Contains("/objections/", StringComparison.Ordinal) ? things.Objection : things.Use, StringComparison.Ordinal)
            .Replace("{province}", "320000", StringComparison.Ordinal)
            .Replace("{proposal}", things.Proposal, StringComparison.Ordinal)
            .Replace("{serial}", things.Copy, StringComparison.Ordinal)
            .Replace("{manifest}", things.Manifest, StringComparison.Ordinal)
            .Replace("{seal}", isDecision ? things.Applied : things.Seal, StringComparison.Ordinal)
            .Replace("{grant}", things.Grant, StringComparison.Ordinal)
            .Replace("{certificate}", things.Certificate, StringComparison.Ordinal)
            .Replace("{plan}", things.Plan, StringComparison.Ordinal)
            .Replace("{consent}", row.Route.Contains("/consent-requests/", StringComparison.Ordinal) ? things.Waiting : things.Consent, StringComparison.Ordinal)
            .Replace("{id}", row.Role == Role.Clerk ? things.CounterImport : things.Import, StringComparison.Ordinal)
            .Replace("{type}", TestNode.SharedType, StringComparison.Ordinal)
            .Replace("{rule}", "address-changed", StringComparison.Ordinal)
            .Replace("{level:int:length(1)}", "0", StringComparison.Ordinal)
            .Replace("{**number}", "000.p/1", StringComparison.Ordinal)
            .Replace("{index:long}", "0", StringComparison.Ordinal)
            .Replace("{from:long}/{to:long}", "1/2", StringComparison.Ordinal)
            .Replace("{origin}", new string('7', 64), StringComparison.Ordinal)
            .Replace("{code}", TestNode.SharedType, StringComparison.Ordinal)
            .Replace("{mapKey}", new string('7', 64), StringComparison.Ordinal)
            .Replace("{provider}", "nobody", StringComparison.Ordinal)
            .Replace("{**service}", "x", StringComparison.Ordinal)
            .Replace("{documentName:regex(^v1$)}", "v1", StringComparison.Ordinal);
        Assert.DoesNotContain('{', path);
        return path + (row.Method, row.Route) switch
        {
            ("GET", Calls.Licences) => "?limit=200",
            ("POST", "/scan/frame") => "?width=64",
            ("POST", ImportCalls.Imports) => $"?format=csv&authority={DemoWorld.IssuingAuthority}",
            _ => "",
        };
    }

    private static HttpContent ContentOf(string route, NamedThings things)
    {
        if (route == "/scan/frame")
        {
            return new ByteArrayContent(new byte[4_096]);
        }

        if (route == ImportCalls.Imports)
        {
            return ImportCalls.Form(ImportCalls.Rows(1, from: 1));
        }

        if (route == "/api/v1/reconciliation/manifests")
        {
            return new StringContent($"{{\"identifier\":\"{things.Licence}\"}}", Encoding.UTF8, "application/x-ndjson");
        }

        if (route == MaterialCalls.Materials)
        {
            return MaterialCalls.Form(MaterialCalls.Plan(), MaterialCalls.Pdf());
        }

        // Without a file the rows that were refused are tried again.
        ByteArrayContent content = new(route.StartsWith("/api/v1/imports/", StringComparison.Ordinal) && !route.EndsWith("/approval", StringComparison.Ordinal) ? [] : Encoding.UTF8.GetBytes(BodyOf(route, things).ToJsonString()));
        content.Headers.ContentType = content.Headers.ContentLength == 0 ? null : new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static JsonObject BodyOf(string route, NamedThings things) => route.Replace("/api/v1", "", StringComparison.Ordinal) switch
    {
        "/licences" => Calls.GoodLicence(),
        "/licences/batch" => new() { ["items"] = new JsonArray(Calls.GoodLicence()) },
        "/licences/by-holder" => Holder(CateringBodies.Business()),
        "/licences/by-number" => new() { ["number"] = (string)CateringBodies.Composite(MatrixScene.CompositeNumber)["number"]! },
        "/licences/{identifier}/copies" => Copy(),
        "/licences/{identifier}/presentations" => new() { ["fields"] = new JsonArray("ZZMC") },
        "/licences/{identifier}/versions" => Ground(("act", "change"), ("fields", new JsonObject { ["HY"] = "餐饮服务" })),
        "/licences/{identifier}/revocation" => Ground(("reason", "cancelled")),
        "/licences/{identifier}/checks" => Ground(("passed", true)),
        "/licences/{identifier}/dispute" => Ground(("reference", "YY-1")),
        "/licences/{identifier}/dispute/settlement" => Ground(("outcome", "upheld")),
        "/licences/{identifier}/suspension" or "/licences/{identifier}/resumption" or "/licences/{identifier}/flags/{rule}/clearing" => Ground(),
        "/renewals/{identifier}/confirmation" => new() { ["draft"] = things.Draft, ["confirmedBy"] = "suishenban-1", ["operator"] = "clerk-7", ["checked"] = new JsonArray() },
        "/materials/by-holder" => Holder(MaterialCalls.Plan()),
        "/materials/by-case" => new() { ["caseNumber"] = (string)MaterialCalls.Plan()["caseNumber"]! },
        "/migrations/dry-run" => new() { ["mapping"] = MigrationForms.Mapping(Type(MatrixScene.OldForm), Type(MatrixScene.StandardForm)) },
        "/migrations/run" => new() { ["mapping"] = MigrationForms.Mapping(Type(MatrixScene.OldForm), Type(MatrixScene.StandardForm)), ["operator"] = "clerk-9" },
        "/inspections" => ConsentBodies.Plan(Calls.GoodLicence()["holder"]!, TimeProvider.System.GetUtcNow()),
        "/inspections/{plan}/end" => new() { ["reason"] = "检查完毕", ["operator"] = "clerk-1" },
        "/precheck" => new() { ["item"] = ConsentBodies.FoodItem, ["holder"] = Holder(CateringBodies.Business()) },
        "/exchanges" => ConsentBodies.Elsewhere(things.Licence),
        "/uses" or "/provinces/uses" => ConsentBodies.Assistance(things.Licence),
        "/consent-requests" => ConsentBodies.Request(),
        "/me/licences/{identifier}/copies" => OwnCopy(),
        "/me/licences/{identifier}/presentations" => new() { ["fields"] = new JsonArray("JYZTMC") },
        "/renewals/{identifier}/refusal" => new() { ["reason"] = "经营场所已变更。", ["operator"] = "clerk-7" },
        "/me/licences/{identifier}/renewal" => new() { ["draft"] = things.Draft },
        "/me/consents" => ConsentBodies.Consent(TimeProvider.System.GetUtcNow()),
        "/me/consent-requests/{consent}/confirmation" => new() { ["code"] = "00000000" },
        "/provinces/objections" => new() { ["authority"] = DemoWorld.IssuingAuthority, ["system"] = "x", ["envelope"] = "AAAA" },
        "/provinces/objections/{index}/answer" or "/exchanges/{province}/objections/{index}/answer" => new() { ["outcome"] = "rejected", ["text"] = "依授权取用。", ["operator"] = "clerk-1" },
        "/exchanges/{province}/receipts" => new() { ["use"] = new string('7', 32), ["index"] = 7, ["answerSm3"] = new string('7', 64) },
        "/provinces/consents" or "/provinces/consents/{consent}/withdrawal" => new() { ["act"] = "AAAA", ["envelope"] = "AAAA" },
        "/provinces/uses/{index}/receipt" => new() { ["receipt"] = "AAAA" },
        "/uses/objections/{index}/answer" => new() { ["outcome"] = "rejected", ["text"] = "依授权取用。", ["operator"] = "clerk-1" },
        "/me/uses/{index}/objection" => new() { ["text"] = "与本人无关。" },
        "/me/minors/uses" => new() { ["child"] = new JsonObject { ["codeType"] = "111", ["code"] = "310107202103010040" } },
        "/session/acting" => new() { ["holder"] = new JsonObject { ["codeType"] = "111", ["code"] = "310107202103010040" } },
        "/me/erasure" or "/me/erasure/outlook" => [],
        "/reconciliation/ranges" => new() { ["ranges"] = new JsonArray("all") },
        "/me/precheck" => new() { ["item"] = ConsentBodies.FoodItem },
        "/persons/sessions/end" => new() { ["provider"] = "people", ["subject"] = "nobody-here" },
        "/session/end" or "/session/acting/end" or "/sessions/end" or "/me/consents/{consent}/withdrawal" or "/me/licences/{identifier}/copies/{serial}/withdrawal" => [],
        "/signing-keys/rotation" => [],
        "/signing-keys/{certificate}/compromise" => new() { ["fromIndex"] = 0 },
        "/system-keys" => SystemKey(things.System, $"matrix-{Calls.NewKey()}"),
        "/system-keys/withdrawal" => new() { ["key"] = things.Key, ["operator"] = "clerk-1" },
        "/system-keys/{proposal}/approval" or "/system-keys/{proposal}/rejection" => new() { ["operator"] = "head-1" },
        "/imports/{id}/approval" => new() { ["operator"] = "head-1" },
        "/holders" => Calls.GoodLicence()["holder"]!.DeepClone().AsObject(),
        "/seals/{seal}/grants" => new() { ["operator"] = "head-1", ["count"] = 1 },
        "/seals/{seal}/revocation" => new() { ["operator"] = "clerk-1", ["reasonCode"] = "withdrawn" },
        "/catalogue/licence-types" => [],
        "/materials/promises" => Promise(),
        string act when act.StartsWith("/materials/{material}/", StringComparison.Ordinal) => new() { ["operator"] = "clerk-1" },
        string seal when seal.StartsWith("/seals", StringComparison.Ordinal) => new() { ["operator"] = "head-1", ["reason"] = "换章" },
        string copy when copy.EndsWith("/withdrawal", StringComparison.Ordinal) => new() { ["operator"] = "clerk-1" },
        _ when route.EndsWith("ByCertificateID", StringComparison.Ordinal) => Sharing.ById(things.Licence),
        _ when route.EndsWith("ByHolder", StringComparison.Ordinal) => Sharing.ByHolder(LicenceIdentifier.Parse(things.Licence).Type, things.HolderCode),
        _ => throw new InvalidOperationException($"{route} has no sample: write one, so that the matrix covers it."),
    };

    private static JsonObject Promise() => new()
    {
        ["type"] = "CL030102",
        ["holder"] = MaterialCalls.Plan()["holder"]!.DeepClone(),
        ["name"] = "消防安全承诺",
        ["dueOn"] = DemoWorld.Text(LicenceDate.InChina(TimeProvider.System.GetUtcNow()).AddDays(30)),
        ["caseNumber"] = "SH-promise",
        ["operator"] = "clerk-1",
    };

    private static string Type(string ending) => "11310000MBDEM9052W" + ending;

    private static JsonObject Holder(JsonObject licence) =>
        new() { ["codeType"] = (string)licence["holder"]!["codeType"]!, ["code"] = (string)licence["holder"]!["code"]! };

    private static JsonObject Ground(params (string Name, JsonNode Value)[] besides)
    {
        JsonObject body = new() { ["legalBasis"] = Basis, ["operator"] = "clerk-1" };
        foreach ((string name, JsonNode value) in besides)
        {
            body[name] = value;
        }

        return body;
    }
}
