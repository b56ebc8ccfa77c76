namespace Ledger.Api.Exchange;

/// <summary>The sharing services that other departments' systems speak already (共享服务接口, GB/T 36906-2018), under their own addresses.</summary>
internal static class ExchangeEndpoints
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    // Clients in use call JSON text/json or nothing at all. Without this routing would find them no service.
    private const string Any = "*/*";

    public static void MapExchange(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder services = routes.MapGroup("/elssp/v1").WithTags("exchange");
        services.MapPost("/GetCertificateDataByCertificateID", (HttpContext context, ExchangeServices share, CancellationToken cancel) =>
                share.GetCertificateDataByCertificateIDAsync(context, cancel))
            .WithSummary("Face data by identifier 基于证照标识信息获取服务")
            .Accepts<ExchangeByIdentifierRequest>(Json, Form, Any).Produces<ExchangeDataResponse>();
        services.MapPost("/GetCertificateDataByHolder", (HttpContext context, ExchangeServices share, CancellationToken cancel) =>
                share.GetCertificateDataByHolderAsync(context, cancel))
            .WithSummary("Face data by holder 基于证照持有主体代码信息获取服务")
            .Accepts<ExchangeByHolderRequest>(Json, Form, Any).Produces<ExchangeDataResponse>();
        services.MapPost("/GetCertificateFileByCertificateID", (HttpContext context, ExchangeServices share, CancellationToken cancel) =>
                share.GetCertificateFileByCertificateIDAsync(context, cancel))
            .WithSummary("File by identifier 基于证照标识下载服务")
            .Accepts<ExchangeByIdentifierRequest>(Json, Form, Any).Produces<ExchangeFileResponse>();
        services.MapPost("/GetCertificateFileByHolder", (HttpContext context, ExchangeServices share, CancellationToken cancel) =>
                share.GetCertificateFileByHolderAsync(context, cancel))
            .WithSummary("File by holder 基于证照持有主体代码下载服务")
            .Accepts<ExchangeByHolderRequest>(Json, Form, Any).Produces<ExchangeFileResponse>();
        services.MapPost("/{**service}", ExchangeServices.NoSuchService).ExcludeFromDescription();
    }
}
