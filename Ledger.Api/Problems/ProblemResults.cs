using Ledger.Node;

namespace Ledger.Api.Problems;

/// <summary>The one place where a refusal becomes an HTTP status.</summary>
internal static class ProblemResults
{
    public static Problem Of(LedgerException refusal) =>
        new(StatusOf(refusal.Error), refusal.Error.Code(), refusal.Chinese, refusal.English) { Fields = refusal.Fields };

    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "malformed-request", "请求无法读取。", "The request could not be read."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method-not-allowed", "此地址不支持该方法。", "This address does not take that method."),
        StatusCodes.Status413PayloadTooLarge => new(status, "too-large", "请求内容超过上限。", "The body is longer than this endpoint takes."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported-media-type", "不支持此内容类型。", "This content type is not taken here."),
        StatusCodes.Status408RequestTimeout => new(status, "request-timeout", "请求超时。", "The request took too long to arrive."),
        StatusCodes.Status429TooManyRequests => new(
            status, "too-many-requests", "来自此处的请求过于频繁，请在 Retry-After 所示秒数之后再试。", "Too many requests came from here; come again after as many seconds as Retry-After says."),
        StatusCodes.Status401Unauthorized => NotAuthenticatedProblem,
        StatusCodes.Status404NotFound => NotFoundProblem,
        >= 400 and < 500 => new(status, "refused", "请求被拒绝。", "The request was refused."),
        _ => new(status, "internal-error", "系统内部错误，请稍后用同一幂等键重试。", "Something failed inside; retry later with the same Idempotency-Key."),
    };

    public static IResult NotFound() => new ProblemResult(NotFoundProblem);

    public static IResult NotAuthenticated() => new ProblemResult(NotAuthenticatedProblem);

    private static Problem NotFoundProblem { get; } =
        new(StatusCodes.Status404NotFound, "not-found", "没有此内容，或无权知悉。", "There is no such thing, or the caller may not know of it.");

    private static Problem NotAuthenticatedProblem { get; } =
        new(StatusCodes.Status401Unauthorized, "not-authenticated", "需要部门系统的有效密钥。", "A department system's key is needed.");

    private static int StatusOf(LedgerError error) => error switch
    {
        LedgerError.InvalidField or LedgerError.UnknownField or LedgerError.MissingField => StatusCodes.Status422UnprocessableEntity,
        LedgerError.MalformedBody or LedgerError.IdempotencyKeyMissing or LedgerError.LogoutRefused => StatusCodes.Status400BadRequest,
        LedgerError.TooLarge => StatusCodes.Status413PayloadTooLarge,
        LedgerError.IdempotencyKeyReused or LedgerError.SignatureInvalid => StatusCodes.Status422UnprocessableEntity,
        LedgerError.NotFound => StatusCodes.Status404NotFound,
        LedgerError.AlreadyExists or LedgerError.WrongState => StatusCodes.Status409Conflict,
        LedgerError.NotAllowed or LedgerError.StepUpNeeded or LedgerError.CrossSiteRequest or LedgerError.SignInRefused or LedgerError.SealNotInForce or LedgerError.SealNotGranted
            or LedgerError.ConsentNotInForce or LedgerError.InspectionNotInForce or LedgerError.InspectionNotCovering or LedgerError.NotRecognised => StatusCodes.Status403Forbidden,
        LedgerError.RequestSignatureInvalid or LedgerError.RequestReplayed or LedgerError.SignInNeeded => StatusCodes.Status401Unauthorized,
        LedgerError.QuotaExceeded or LedgerError.Busy => StatusCodes.Status429TooManyRequests,
        LedgerError.ClockBehind or LedgerError.Unavailable or LedgerError.OutcomeUnknown or LedgerError.WriterStopped
            or LedgerError.AuditUnavailable or LedgerError.Waiting or LedgerError.Quarantined => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private sealed class ProblemResult(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext);
    }
}
