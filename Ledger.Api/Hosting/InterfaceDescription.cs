using Ledger.Api.Security;
using Ledger.Node;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ledger.Api.Hosting;

/// <summary>What the OpenAPI document says beyond what the endpoints say of themselves: who needs a key, and how requests are repeated.</summary>
internal sealed class InterfaceDescription : IOpenApiDocumentTransformer
{
    private const string Scheme = "department";
    private const string SessionScheme = "session";

    // Entering a holder needs no key to be repeatable: sending the same again changes nothing.
    private static readonly string[] RepeatedByKey =
    [
        "/api/v1/licences", "/api/v1/licences/batch", "/api/v1/imports", "/api/v1/licences/{identifier}/versions", "/api/v1/licences/{identifier}/suspension",
        "/api/v1/licences/{identifier}/resumption", "/api/v1/licences/{identifier}/revocation", "/api/v1/licences/{identifier}/checks",
        "/api/v1/licences/{identifier}/dispute", "/api/v1/licences/{identifier}/dispute/settlement",
        "/api/v1/renewals/{identifier}/confirmation", "/api/v1/catalogue/licence-types",
        "/api/v1/licences/{identifier}/flags/{rule}/clearing",
        "/api/v1/me/licences/{identifier}/copies", "/api/v1/me/licences/{identifier}/copies/{serial}/withdrawal",
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ledger",
            Version = "v1",
            Description = "电子证照的签发、查询与核验，及其透明日志。Electronic licences: issue, read and verify them; and the log they stand in. "
                + "Every refusal is an application/problem+json document with code and detail and, where fields are at fault, field and errors.",
        };
        document.AddComponent<IOpenApiSecurityScheme>(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "部门系统的密钥，仅限本机；其他情形须对请求签名（RFC 9421）。"
                + "The key of a department's system, on the node's own machine; elsewhere requests are signed (RFC 9421).",
        });
        document.AddComponent<IOpenApiSecurityScheme>(SessionScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = SessionCookie.NameAt(context.ApplicationServices.GetRequiredService<ProvinceNode>().Options.Division),
            Description = "登录后的会话；写入请求另须带本站的 Origin。A session of who signed in; writing requests also say their Origin.",
        });
        foreach ((string route, IOpenApiPathItem path) in document.Paths)
        {
            foreach ((HttpMethod method, OpenApiOperation operation) in path.Operations ?? [])
            {
                Describe(operation, method, route, document);
            }
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, HttpMethod method, string route, OpenApiDocument document)
    {
        if (PermissionTable.Find(method.Method, route) is { Role: Role.Department or Role.Province or Role.Auditor } row)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            operation.Description = row.Sentence;
        }

        if (PermissionTable.Find(method.Method, route) is { TakesSessions: true } personal)
        {
            operation.Security ??= [];
            operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionScheme, document)] = [] });
            operation.Description ??= personal.Sentence;
        }

        if (method == HttpMethod.Post && RepeatedByKey.Contains(route))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = true,
                Description = "幂等键：同一键与同一内容只处理一次。The same key and body are one request, however often they are sent.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128, Pattern = "^[!-~]+$" },
            });
        }
    }
}
