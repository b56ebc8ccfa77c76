using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Departments use licences here, each time on a basis (用证); holders see who did.</summary>
internal static class UseEndpoints
{
    private const int LongestLicence = 160;
    private const int LongestFieldName = 64;

    public static void MapUses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/uses", UseAsync).WithTags("consents").WithSummary("Use a licence on a basis 用证")
            .Accepts<UseLicenceRequest>("application/json").Produces<UseResponse>(StatusCodes.Status201Created);
        routes.MapGet("/api/v1/me/uses", List).WithTags("me").WithSummary("Who used one's licences 本人证照的使用记录").Produces<OwnUseListResponse>();
    }

    private static async Task<Created<UseResponse>> UseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        UseRequest request = Read(body);
        body.End();
        Trail(AuditTrail.Of(context), request);
        MadeUse use = await node.Uses.UseAsync(
            CallerOf(context), request, IdempotencyKey.Of(context, body), cancel);
        AuditTrail.Of(context).ConcernsLicence(use.Licence.Identifier.ToString());
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new UseResponse(
            ConsentName.Of(use.Made.Use),
            use.Receipt.Index,
            use.Receipt.LeafHash.ToBase64(),
            use.Receipt.Size,
            ConsentAnswers.KeyOf(ConsentTable.UsesOf(use.Made.Handle), node),
            new UsedLicenceContract(
                use.Licence.Identifier.ToString(),
                use.Licence.Identifier.Type,
                node.Licences.TypeNameOf(use.Licence),
                node.Licences.StateOf(use.Licence).Code(),
                use.Licence.IsDisputed,
                Problem.PrefersEnglish(context.Request) ? use.Recognition.English : use.Recognition.Chinese),
            [.. use.Document.Fields.Select(field => new UsedFieldContract(field.Name, field.Value))],
            Convert.ToBase64String(use.Document.ToBytes())));
    }

    /// <summary>The system that calls, and what it may read without a consent.</summary>
    public static UseCaller CallerOf(HttpContext context)
    {
        Caller caller = Caller.Of(context);
        return new UseCaller(caller.Name, new ReadingRight(caller.Authority, caller.SharedTypes) { OnlyTypes = caller.LicenceTypes });
    }

    private static OwnUseListResponse List(
        HttpContext context, ProvinceNode node, [Description("The cursor of the page before; left out for the first.")] string? cursor)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number(nameof(cursor));
        asked.End();
        IReadOnlyList<OpenedUse> uses = node.Uses.Of(Caller.Of(context).Session!.Who, before);
        return new OwnUseListResponse(
            [.. uses.Select(use => Of(use, node)).OfType<OwnUseResponse>()],
            uses.Count < UseRegister.MostListed ? null : uses[^1].Index.ToString(CultureInfo.InvariantCulture));
    }

    private static OwnUseResponse? Of(OpenedUse use, ProvinceNode node)
    {
        if (use.Content is not UseContent content)
        {
            return null; // another holder of the same licence was erased, and with them what was said of it
        }

        (string chinese, string english) = UseSentence.Of(use, content, node);
        return new OwnUseResponse(
            ConsentName.Of(use.Row.Made.Use),
            chinese,
            english,
            use.UsedAt,
            UseSentence.Code(use.Row.Made.Basis),
            content.Organisation,
            content.Authority,
            content.Operator,
            content.ItemCode,
            content.CaseNumber,
            content.Purpose,
            use.Licence?.Identifier.ToString(),
            content.Fields,
            use.Index,
            use.Row.Made.ConsentHandle.IsEmpty ? null : $"{ConsentAnswers.Own}/{ConsentName.Of(use.Row.Made.ConsentHandle)}/withdrawal");
    }

    private static UseRequest Read(RequestBody body) => new(
        body.OptionalObject("holder") is RequestBody holder ? ConsentReading.Holder(holder) : null,
        body.Text("licence", LongestLicence),
        body.Has("fields") ? body.TextList("fields", LicenceDocument.MaximumFields, LongestFieldName) : null,
        new UsePurpose(
            body.Text("orgName", 2 * UsePurpose.LongestText),
            body.Text("operator", Decision.LongestOperator),
            body.Text("itemName", 2 * UsePurpose.LongestText),
            body.Text("itemCode", UsePurpose.LongestText),
            body.Text("businessCode", 2 * UsePurpose.LongestText),
            body.Text("use", 2 * UsePurpose.LongestUse)),
        body.OptionalObject("basis") is RequestBody basis ? ReadBasis(basis) : new BasisClaim(UseBasis.Unspecified));

    private static BasisClaim ReadBasis(RequestBody body)
    {
        UseBasis kind = body.Text("kind", 16) switch
        {
            "consent" => UseBasis.Consent,
            "inspection" => UseBasis.Inspection,
            "duty" => UseBasis.Duty,
            "assistance" => UseBasis.Assistance,
            _ => UseBasis.Unspecified,
        };
        BasisClaim claim = new(
            kind,
            body.OptionalText("consent", ConsentName.Length) ?? "",
            body.OptionalText("number", 2 * BasisClaim.LongestNumber) ?? "",
            body.OptionalText("registeredBy", 18) ?? "");
        body.End();
        return claim;
    }

    // Before anything is looked for, so that it stands there for refusals too.
    private static void Trail(AuditTrail trail, UseRequest request)
    {
        trail.Person = request.Purpose.Operator;
        trail.IsFor(request.Purpose.ItemCode, request.Purpose.CaseNumber, request.Purpose.Organisation, request.Purpose.Use);
        if (request.Holder is HolderCode holder)
        {
            trail.ConcernsHolder(holder.Code);
        }

        if (request.Identifier is LicenceIdentifier identifier)
        {
            trail.ConcernsLicence(identifier.ToString());
        }
    }
}
