using Ledger.Api.Importing;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Importing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk sends a file of licences here, watches it, fetches what was refused; another clerk approves a large one.</summary>
internal static class CounterImportPages
{
    private const string Route = "/counter/imports/{id}";

    public static void MapCounterImports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/imports", List).ExcludeFromDescription();
        routes.MapGet("/counter/imports/new", (HttpContext context) => Form(context, [], StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost("/counter/imports/new", SendAsync).ExcludeFromDescription();
        routes.MapGet(Route, Show).ExcludeFromDescription();
        routes.MapGet($"{Route}/errors", ImportEndpoints.GetErrorsAsync).ExcludeFromDescription();
        routes.MapGet($"{Route}/refused-rows", ImportEndpoints.GetRefusedRowsAsync).ExcludeFromDescription();
        routes.MapGet($"{Route}/approval", (HttpContext context, string id, ProvinceNode node) => Confirm(context, id, isApproval: true, node)).ExcludeFromDescription();
        routes.MapPost($"{Route}/approval", ApproveAsync).ExcludeFromDescription();
        routes.MapGet($"{Route}/cancel", (HttpContext context, string id, ProvinceNode node) => Confirm(context, id, isApproval: false, node)).ExcludeFromDescription();
        routes.MapPost($"{Route}/cancel", CancelAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<ImportsPage> List(HttpContext context, ProvinceNode node) =>
        Pages.Show<ImportsPage>(context, new { Imports = node.Imports.List(Caller.Of(context).Authority).Select(ImportEndpoints.ResponseOf).ToArray() });

    private static RazorComponentResult<ImportPage> Show(HttpContext context, string id, ProvinceNode node) =>
        Pages.Show<ImportPage>(context, new { Import = ImportEndpoints.ResponseOf(node.Imports.Get(Caller.Of(context).Authority, id)) });

    private static RazorComponentResult<NewImportPage> Form(HttpContext context, IReadOnlyList<FormFault> faults, int status) =>
        Pages.Show<NewImportPage>(context, new { Faults = faults }, status);

    private static async Task<IResult> SendAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        try
        {
            (PageForm form, Stream file) = await PageForm.ReadUploadAsync(context, ["format", "encoding", "dryRun"], cancel);
            Caller caller = Caller.Of(context);
            ImportFormat format = ImportFormatText.Find(form.Text("format")) ?? throw new LedgerException(
                LedgerError.MissingField, "请选择文件格式。", "Choose the file's format.", "/format");
            ImportRequest request = new(
                caller.Authority, DepartmentSystem.Counter, $"{caller.Name}\n{form.Text(PageForm.KeyField)}", format, form.Text("encoding"), default,
                ClerkAct.AccountOf(context), form.Text("dryRun") == "yes");
            ImportJob job = await node.Imports.ReceiveAsync(request, file, cancel);
            return Pages.GoTo($"/counter/imports/{job.Id}");
        }
        catch (LedgerException refusal) when (ClerkAct.IsOfForm(refusal) || refusal.Error is LedgerError.TooLarge or LedgerError.MalformedBody)
        {
            (IReadOnlyList<FormFault> faults, int status) = ClerkAct.Refused(context, refusal, pointer => pointer.TrimStart('/'));
            return Form(context, faults, status);
        }
    }

    private static RazorComponentResult<ImportDecisionPage> Confirm(
        HttpContext context, string id, bool isApproval, ProvinceNode node, IReadOnlyList<FormFault>? faults = null, int status = StatusCodes.Status200OK) =>
        Pages.Show<ImportDecisionPage>(
            context,
            new { Import = ImportEndpoints.ResponseOf(node.Imports.Get(Caller.Of(context).Authority, id)), IsApproval = isApproval, Faults = faults ?? [] },
            status);

    private static async Task<IResult> ApproveAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel)
    {
        _ = await PageForm.ReadAsync(context, cancel);
        Caller caller = Caller.Of(context);
        try
        {
            await node.Imports.ApproveAsync(caller.Authority, DepartmentSystem.Counter, ClerkAct.AccountOf(context), id, cancel);
            return Pages.GoTo($"/counter/imports/{id}");
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.WrongState or LedgerError.NotAllowed)
        {
            (_, int status) = ClerkAct.Refused(context, refusal, pointer => pointer);
            TextInBoth told = refusal.Error is LedgerError.NotAllowed
                ? new("须由另一位经办人复核：您就是提交这份文件的人，或该文件由系统提交后退回更正。", "Another person has to approve: it was you who sent the file, or a system corrected it.")
                : new(refusal.Chinese, refusal.English);
            return Confirm(context, id, isApproval: true, node, [new FormFault(null, told)], status);
        }
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string id, ProvinceNode node, CancellationToken cancel)
    {
        _ = await PageForm.ReadAsync(context, cancel);
        await node.Imports.CancelAsync(Caller.Of(context).Authority, id, cancel);
        return Pages.GoTo($"/counter/imports/{id}");
    }
}
