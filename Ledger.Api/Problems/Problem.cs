using System.Globalization;
using Ledger.Node;
using Microsoft.Net.Http.Headers;

namespace Ledger.Api.Problems;

/// <summary>One refusal on its way out: status, stable code, and a sentence in both languages.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, also the end of the problem's <c>type</c>.</param>
/// <param name="Chinese">What is wrong, as a sentence.</param>
/// <param name="English">The same in English.</param>
internal sealed record Problem(int Status, string Code, string Chinese, string English)
{
    public const string TypePrefix = "urn:ledger:problem:";

    /// <summary>Every field at fault; empty where the fault is none of a field.</summary>
    public IReadOnlyList<FieldRefusal> Fields { get; init; } = [];

    /// <summary>Where it is answered so: after how many seconds to come again.</summary>
    public int RetryAfterSeconds { get; init; } = 5;

    /// <summary>
    /// Writes an RFC 9457 problem document in the language the client prefers, Chinese where it does not say; to a person at a browser, a page.
    /// </summary>
    public Task WriteAsync(HttpContext context)
    {
        RefusalCount.Add(Code);
        bool english = PrefersEnglish(context.Request);
        context.Response.StatusCode = Status;
        context.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        context.Response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer"; // RFC 9110, 11.6.1
        }

        if (Status == StatusCodes.Status503ServiceUnavailable || Status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (ProblemPage.IsWantedBy(context.Request) && context.RequestServices.GetService<ProblemPage>() is ProblemPage page)
        {
            return page.WriteAsync(context, this);
        }

        return context.Response.WriteAsJsonAsync(
            ToDocument(english), options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    /// <summary>The problem of one part of a request: its fields lie below the part.</summary>
    /// <param name="part">JSON pointer of the part.</param>
    public Problem At(string part) => this with
    {
        Fields = [.. Fields.Select(refusal =>
            refusal.Field.StartsWith(part + "/", StringComparison.Ordinal) ? refusal : refusal with { Field = part + refusal.Field })],
    };

    /// <summary>The members of the problem document in one language.</summary>
    public IReadOnlyDictionary<string, object?> ToDocument(bool english)
    {
        Dictionary<string, object?> body = new()
        {
            ["type"] = TypePrefix + Code,
            ["title"] = english ? Code.Replace('-', ' ') : Chinese,
            ["status"] = Status,
            ["detail"] = english ? English : Chinese,
            ["code"] = Code,
        };
        if (Fields.Count > 0)
        {
            body["field"] = Fields[0].Field;
            body["errors"] = Fields.Select(refusal => new Dictionary<string, string>
            {
                ["field"] = refusal.Field,
                ["code"] = refusal.Error.Code(),
                ["detail"] = english ? refusal.English : refusal.Chinese,
            });
        }

        return body;
    }

    /// <summary>Whether English stands before Chinese in Accept-Language.</summary>
    public static bool PrefersEnglish(HttpRequest request)
    {
        double chinese = 0;
        double english = 0;
        foreach (StringWithQualityHeaderValue language in request.GetTypedHeaders().AcceptLanguage)
        {
            double quality = language.Quality ?? 1;
            string tag = language.Value.ToString().ToLower(CultureInfo.InvariantCulture);
            chinese = tag.StartsWith("zh", StringComparison.Ordinal) ? Math.Max(chinese, quality) : chinese;
            english = tag.StartsWith("en", StringComparison.Ordinal) ? Math.Max(english, quality) : english;
        }

        return english > chinese;
    }
}
