using System.Globalization;
using Ledger.Api.Documents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Exchange;

/// <summary>
/// The four sharing services of GB/T 36906: who asks, what for, may they, and the licence. They answer HTTP 200 with a status of their own,
/// because their clients read nothing of another answer; what is no answer of theirs (too long, not writing, broken) is a problem document.
/// </summary>
internal sealed partial class ExchangeServices(
    ProvinceNode node, DepartmentKeys keys, LicenceFile file, ILogger<ExchangeServices> logger)
{
    private readonly SharedReading _licences = new(node.Licences, node.Types);

    /// <summary>基于证照标识信息获取服务.</summary>
    public Task<IResult> GetCertificateDataByCertificateIDAsync(HttpContext context, CancellationToken cancel) =>
        AnswerAsync(context, "GetCertificateDataByCertificateID", _licences.ByIdentifier, DataOfAsync, cancel);

    /// <summary>基于证照持有主体代码信息获取服务.</summary>
    public Task<IResult> GetCertificateDataByHolderAsync(HttpContext context, CancellationToken cancel) =>
        AnswerAsync(context, "GetCertificateDataByHolder", _licences.ByHolder, DataOfAsync, cancel);

    /// <summary>基于证照标识下载服务.</summary>
    public Task<IResult> GetCertificateFileByCertificateIDAsync(HttpContext context, CancellationToken cancel) =>
        AnswerAsync(context, "GetCertificateFileByCertificateID", _licences.ByIdentifier, FileOfAsync, cancel);

    /// <summary>基于证照持有主体代码下载服务.</summary>
    public Task<IResult> GetCertificateFileByHolderAsync(HttpContext context, CancellationToken cancel) =>
        AnswerAsync(context, "GetCertificateFileByHolder", _licences.ByHolder, FileOfAsync, cancel);

    /// <summary>What any other service under the same address answers.</summary>
    public static IResult NoSuchService(HttpContext context) => Refuse(context, new ExchangeException(
        ExchangeStatus.NoSuchService, "证照源未提供此服务接口。", "The node has no such service."));

    private static JsonHttpResult<ExchangeAnswer> Refuse(HttpContext context, ExchangeException refusal) => Answer(
        context, new ExchangeHead((int)refusal.Status, Sentence(context, refusal.Chinese, refusal.English)), new Dictionary<string, string>());

    private static JsonHttpResult<ExchangeAnswer> Answer(HttpContext context, ExchangeHead head, object data)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new ExchangeAnswer(head, data));
    }

    private static string Sentence(HttpContext context, string chinese, string english) =>
        Problem.PrefersEnglish(context.Request) ? english : chinese;

    private static ExchangeHead Done(HttpContext context, int count) => new((int)ExchangeStatus.Done, count == 1
        ? Sentence(context, "成功。", "Done.")
        : Sentence(
            context,
            string.Create(CultureInfo.InvariantCulture, $"成功。共 {count} 份证照匹配，此为其中最新的一份，有效者优先；可用 {SharedReading.Number} 指定。"),
            string.Create(CultureInfo.InvariantCulture, $"Done. {count} licences fit; this is the newest, those in force first. {SharedReading.Number} selects one.")));

    private async Task<IResult> AnswerAsync(
        HttpContext context,
        string service,
        Func<ReadingRight, ExchangeElements, FittingLicences> find,
        Func<OpenedLicence, CancellationToken, Task<object>> write,
        CancellationToken cancel)
    {
        try
        {
            (Caller caller, ExchangeElements elements) = await AuthenticateAsync(context, cancel);
            ExchangeTrail.Begin(AuditTrail.Of(context), caller, elements);
            ReadingRight right = new(caller.Authority, caller.SharedTypes) { OnlyTypes = caller.LicenceTypes };
            FittingLicences found = find(right, elements);
            AuditTrail.Of(context).ConcernsLicence(found.First.Licence.Identifier.ToString());
            await node.Uses.NoteAsync(new UseCaller(caller.Name, right), elements.Purpose, found.First, cancel);
            object data = await write(found.First, cancel);
            Given(service, caller.Name, found.First.Licence.IssuedIndex);
            return Answer(context, Done(context, found.Count), data);
        }
        catch (ExchangeException refusal)
        {
            AuditTrail.Of(context).Refusal = string.Create(CultureInfo.InvariantCulture, $"exchange-{(int)refusal.Status}");
            return Refuse(context, refusal);
        }
    }

    /// <summary>Who asks. A stranger learns no more than that, not even whether the request could be read.</summary>
    private async Task<(Caller Caller, ExchangeElements Elements)> AuthenticateAsync(HttpContext context, CancellationToken cancel)
    {
        ExchangeElements elements = new(new Dictionary<string, string>());
        ExchangeException? unreadable = null;
        try
        {
            elements = await ExchangeBody.ReadAsync(context.Request, cancel);
        }
        catch (ExchangeException refusal)
        {
            unreadable = refusal;
        }

        bool hasHeader = context.Request.Headers.Authorization.Count > 0 || Caller.Of(context).Role == Role.Department;
        Caller? caller = hasHeader ? Caller.Of(context) : keys.FindKey(elements[ExchangeElements.Session]);
        return caller is not { Role: Role.Department }
            ? throw new ExchangeException(ExchangeStatus.NotAuthenticated, "身份验证不通过。", "The caller has shown no valid key.")
            : unreadable is null ? (caller, elements) : throw unreadable;
    }

    private Task<object> DataOfAsync(OpenedLicence licence, CancellationToken cancel) => Task.FromResult<object>(
        LicenceMetadata.WithStateOf(licence, node.Licences.StateOf(licence.Licence), node.Types.Find(licence.Licence.Identifier.Type))
            .ToDictionary(item => item.Name, item => item.Value));

    private async Task<object> FileOfAsync(OpenedLicence licence, CancellationToken cancel) => new ExchangeFileContract(
        licence.Document.Statement.Identifier,
        FileRequest.Base64,
        FileRequest.Pdf,
        Convert.ToBase64String(await file.WriteAsync(licence, cancel)));

    // No identifier, no purpose, no operator: they may say who somebody is.
    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} gave system {System} the licence issued at index {Index}.")]
    private partial void Given(string service, string system, long index);
}
