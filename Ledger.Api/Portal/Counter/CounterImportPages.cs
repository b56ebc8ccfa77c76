using System.Globalization;
using Ledger.Api.Importing;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
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
        routes.MapGet($"{Route}/errors", ImportEndpoints.GetErrors).ExcludeFromDescription();
        routes.MapGet($"{Route}/refused-rows", ImportEndpoints.GetRefusedRows).ExcludeFromDescription();
        MapAct(
            routes, "approval", ["proposed"], new("复核导入", "Approve the import"),
            new("复核后即开始签发。请先核对文件的来源与行数。", "Approving begins to issue. Check first where the file comes from, and its rows."),
            (call, id) => call.Node.Imports.ApproveAsync(call.Authority, DepartmentSystem.Counter, call.Acting.Operator, id, call.Cancel));
        MapAct(
            routes, "cancel", ["proposed", "running", "paused"], new("取消任务", "Cancel the import"),
            new("取消后不再签发；已签发的证照不受影响，保存的行会被清除。", "Nothing more is issued; what is issued stays, and what is kept of the rows is removed."),
            (call, id) => call.Node.Imports.CancelAsync(call.Authority, id, call.Cancel));
        MapAct(
            routes, "pause", ["running"], new("暂停任务", "Pause the import"), new("已签发的证照不受影响；之后可继续。", "What is issued stays; it can go on later."),
            (call, id) => call.Node.Imports.PauseAsync(call.Authority, id, call.Cancel));
        MapAct(
            routes, "resume", ["paused"], new("继续任务", "Let the import go on"), new("从停下的那一行继续。", "It goes on with the row where it stopped."),
            (call, id) => call.Node.Imports.ResumeAsync(call.Authority, id, call.Cancel));
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

    private static void MapAct(
        IEndpointRouteBuilder routes, string path, string[] states, TextInBoth heading, TextInBoth says, Func<FormCall, string, Task<ImportJob>> act) => routes.MapForm(
        $"{Route}/{path}",
        call => Sketch(call, states, heading, says),
        async call =>
        {
            string id = call.Named("id");
            await act(call, id);
            return $"/counter/imports/{id}";
        });

    private static FormSketch Sketch(FormCall call, string[] states, TextInBoth heading, TextInBoth says)
    {
        ImportResponse import = ImportEndpoints.ResponseOf(call.Node.Imports.Get(call.Authority, call.Named("id")));
        bool isOver = !states.Contains(import.State);
        return new FormSketch(heading, isOver ? new("任务的状态已变，此事不必再办。", "The import's state has changed: this is not to be done any more.") : says, $"/counter/imports/{import.Id}", new("导入任务", "The import"))
        {
            IsOver = isOver,
            Facts =
            [
                ShownFact.Of("收到", "Came", BeijingTime.TextOf(import.Created)),
                ShownFact.Of("行数", "Rows", import.Rows.ToString(CultureInfo.InvariantCulture)),
                new ShownFact(new("状态", "State"), ImportPage.WordOf(import)),
            ],
            TakesAnother = new(
                "须由另一位经办人复核：您就是提交这份文件的人，或该文件由系统提交后退回更正。", "Another person has to approve: it was you who sent the file, or a system corrected it."),
        };
    }
}
