using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Importing;

/// <summary>The calls by which a department imports.</summary>
internal static class ImportCalls
{
    public const string Imports = "/api/v1/imports";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A file of good rows of four types.</summary>
    public static string Rows(int rows, out IReadOnlyList<(string Type, string Serial)> written)
    {
        using StringWriter text = new();
        written = new ImportRows(LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Write(text, rows);
        return text.ToString();
    }

    /// <summary>A file of so many rows, the first of which has the given number in its serials; files with other numbers share none.</summary>
    public static string Rows(int rows, int from)
    {
        string[] lines = Rows(from + rows, out _).Split("\r\n");
        return string.Join("\r\n", [lines[0], .. lines[(from + 1)..]]);
    }

    /// <summary>Sends a file.</summary>
    public static Task<Answer> SendAsync(
        this HttpClient client, string file, string query = "format=csv", string? key = null, string? map = null, string account = "clerk-1", Encoding? encoding = null)
    {
        MultipartFormDataContent form = Form(file, account, map, encoding);
        return client.PostFormAsync($"{Imports}?{query}", form, key ?? Calls.NewKey());
    }

    /// <summary>The form by which a file is sent.</summary>
    public static MultipartFormDataContent Form(string file, string account = "clerk-1", string? map = null, Encoding? encoding = null)
    {
        MultipartFormDataContent form = new() { { new StringContent(account), "operator" } };
        if (map is not null)
        {
            form.Add(new StringContent(map), "map");
        }

        form.Add(new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(file)), "file", "rows.csv");
        return form;
    }

    /// <summary>Tries refused rows again.</summary>
    public static Task<Answer> RetryAsync(this HttpClient client, string id, string? file = null) => client.PostFormAsync(
        $"{Imports}/{id}/retry", file is null ? null : new MultipartFormDataContent { { new StringContent(file), "file", "rows.csv" } }, null);

    /// <summary>Sends a form.</summary>
    public static async Task<Answer> PostFormAsync(this HttpClient client, string path, HttpContent? form, string? key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = form };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.CallAsync(request);
    }

    /// <summary>Sends a file and waits until its rows have been tried.</summary>
    public static async Task<JsonObject> ImportAsync(this HttpClient client, string file, string query = "format=csv", string? map = null)
    {
        Answer answer = await client.SendAsync(file, query, map: map);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return await client.EndAsync(answer["id"]);
    }

    /// <summary>Waits until an import does not run any more.</summary>
    public static async Task<JsonObject> EndAsync(this HttpClient client, string id)
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            Answer answer = await client.ReadAsync($"{Imports}/{id}");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            if (answer["state"] != "running")
            {
                return answer.Json;
            }

            await Task.Delay(20, late.Token);
        }
    }

    /// <summary>How many rows are done, issued and refused.</summary>
    public static (long Done, long Issued, long Refused) Counts(this JsonObject import) =>
        ((long)import["rowsDone"]!, (long)import["issued"]!, (long)import["refused"]!);
}
