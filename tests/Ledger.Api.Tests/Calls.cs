using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests;

/// <summary>An answer, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers, those of the content included.</param>
/// <param name="Bytes">The body.</param>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonObject Json => JsonNode.Parse(Bytes)!.AsObject();

    public string this[string member] => Json[member]!.GetValue<string>();

    /// <summary>Reads a response and lets it go.</summary>
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer(response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
        }
    }
}

/// <summary>The calls that tests make, as a department's programmer would.</summary>
internal static class Calls
{
    public const string Licences = "/api/v1/licences";

    private static int _serial;

    /// <summary>
    /// A licence that is right in every field. No two have the same serial, nor the same name of the holder: so that entering the holder
    /// would be seen in the log.
    /// </summary>
    public static JsonObject GoodLicence()
    {
        DemoLicence licence = DemoWorld.Licences(1, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Single();
        string serial = string.Create(CultureInfo.InvariantCulture, $"TEST{Interlocked.Increment(ref _serial):D6}");
        return new JsonObject
        {
            ["type"] = licence.Type,
            ["issuer"] = DemoWorld.IssuingAuthority,
            ["serial"] = serial,
            ["number"] = serial,
            ["holder"] = new JsonObject
            {
                ["name"] = licence.Holder.Name + serial,
                ["codeType"] = licence.Holder.CodeType,
                ["code"] = licence.Holder.Code,
            },
            ["validFrom"] = DemoWorld.Text(licence.From),
            ["fields"] = new JsonObject(licence.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
            ["operator"] = "clerk-1",
        };
    }

    /// <summary>The identifier with a check character that is wrong, and not the one that old systems write either.</summary>
    public static string Mistyped(string identifier) => "AB1".Select(check => identifier[..^1] + check).First(other =>
        LicenceIdentifier.TryParse(other, out LicenceIdentifier? parsed) && parsed.Check == IdentifierCheck.Wrong);

    public static string NewKey() => Guid.NewGuid().ToString();

    public static Task<Answer> IssueAsync(this HttpClient client, JsonObject body, string? key = null) =>
        client.PostJsonAsync(Licences, Encoding.UTF8.GetBytes(body.ToJsonString()), key ?? NewKey());

    /// <summary>Issues a good licence; gives the answer.</summary>
    public static async Task<Answer> IssueAsync(this HttpClient client)
    {
        Answer answer = await client.IssueAsync(GoodLicence());
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer;
    }

    public static Task<Answer> PostJsonAsync(this HttpClient client, string path, JsonObject body, string? key = null) =>
        client.PostJsonAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()), key);

    public static async Task<Answer> PostJsonAsync(
        this HttpClient client, string path, byte[] body, string? key = null, string? language = null, string type = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await client.CallAsync(request, language);
    }

    public static async Task<Answer> ReadAsync(this HttpClient client, string path, string? language = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return await client.CallAsync(request, language);
    }

    public static async Task<Answer> CallAsync(this HttpClient client, HttpRequestMessage request, string? language = null)
    {
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        return await Answer.OfAsync(await client.SendAsync(request));
    }

    /// <summary>Asserts a whole problem document.</summary>
    public static void AssertProblem(Answer answer, HttpStatusCode status, string code)
    {
        Assert.True(answer.Status == status, $"{(int)answer.Status} {answer.Text}");
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(code, answer["code"]);
        Assert.Equal("urn:ledger:problem:" + code, answer["type"]);
        Assert.Equal((int)status, answer.Json["status"]!.GetValue<int>());
        Assert.NotEmpty(answer["title"]);
        Assert.NotEmpty(answer["detail"]);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
    }
}
