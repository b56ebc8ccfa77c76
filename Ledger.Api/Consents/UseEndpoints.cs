using System.ComponentModel;
using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Departments use licences and materials here, each time on a basis (用证); holders see who did.</summary>
internal static class UseEndpoints
{
    public static void MapUses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/uses", UseAsync).WithTags("consents").WithSummary("Use a licence or a material on a basis 用证")
            .Accepts<UseRequestContract>("application/json").Produces<UseResponse>(StatusCodes.Status201Created);
        routes.MapGet("/api/v1/uses/{index}/file", GetFile).WithTags("consents").WithSummary("The file of a material that was used 取用材料文件")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        routes.MapGet(UseAnswers.Own, List).WithTags("me").WithSummary("Who used one's licences and materials 本人证照、材料的使用记录").Produces<OwnUseListResponse>();
    }

    private static async Task<Created<UseResponse>> UseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        AuditTrail trail = AuditTrail.Of(context);
        (UseRequest? licence, MaterialUseRequest? material) = UseReading.Read(body, trail);
        body.End();
        (UseCaller caller, RequestKey key) = (CallerOf(context), IdempotencyKey.Of(context, body));
        context.Response.Headers.CacheControl = "no-store";
        if (material is not null)
        {
            MadeMaterialUse taken = await node.Uses.UseAsync(caller, material, key, cancel);
            trail.ConcernsMaterial(taken.Material.Material.Identifier.ToString());
            return TypedResults.Created((string?)null, UseAnswers.Of(taken, node));
        }

        MadeUse use = await node.Uses.UseAsync(caller, licence!, key, cancel);
        trail.ConcernsLicence(use.Licence.Identifier.ToString());
        return TypedResults.Created((string?)null, UseAnswers.Of(use, node, Problem.PrefersEnglish(context.Request)));
    }

    private static FileStreamHttpResult GetFile(
        HttpContext context,
        ProvinceNode node,
        [Description("Log index of the use.")] string index,
        [Description("The first byte to give, counted from 0; left out for the first.")] string? from,
        [Description("How many bytes to give at most; left out for all that follow.")] string? length)
    {
        _ = (from, length); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        FilePart part = new(asked.Number(nameof(from)) ?? 0, asked.Number(nameof(length)));
        asked.End();
        return Give(context, node.Uses.OpenFile(CallerOf(context), IndexOf(index), part));
    }

    /// <summary>Answers with a part of a file.</summary>
    private static FileStreamHttpResult Give(HttpContext context, GuardedFile file)
    {
        AuditTrail.Of(context).ConcernsMaterial(file.Material.Material.Identifier.ToString());
        context.Response.Headers.CacheControl = "no-store";

        // So that who receives less knows it: a withdrawal, or a file found changed on the way, breaks the connection off.
        context.Response.ContentLength = file.Bytes;
        return TypedResults.Stream(file, file.Material.Content.MediaType, file.Material.Content.Name);
    }

    /// <summary>The index of a use that an address names.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: none.</exception>
    public static long IndexOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long index) && text == index.ToString(CultureInfo.InvariantCulture)
            ? index
            : throw GivenConsents.NotFound();

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
        return UseAnswers.Of(node.Uses.Of(Caller.Of(context).Session!.Who, before), node);
    }
}
