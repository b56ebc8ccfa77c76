using System.Net;
using System.Text.RegularExpressions;
using Ledger.Api.Security;
using Ledger.Api.Tests.Security;

namespace Ledger.Api.Tests.Portal;

/// <summary>What no page may do, asked of every row of the table of pages: a page that is added there is asked as well.</summary>
[Collection(EveryPageScene.Collection)]
public sealed partial class EveryPageSecurityTests(EveryPageScene scene)
{
    [Fact]
    public async Task No_page_lets_scripts_styles_frames_or_caches_in_and_opening_it_changes_nothing()
    {
        long before = scene.LogSize;
        List<string> wrong = [];
        foreach (PermissionRow row in EveryPageScene.Rows.Where(row => row.Method == "GET"))
        {
            HttpClient client = scene.PersonOf(row) is MatrixPerson person ? await person.ClientAsync() : scene.Anyone;
            using HttpRequestMessage request = new(HttpMethod.Get, scene.PathOf(row));
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            Answer answer = await client.CallAsync(request);
            wrong.AddRange(FaultsOf(row, answer).Select(fault => $"{row.Route} ({answer.Status}): {fault}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, scene.LogSize);
    }

    [Fact]
    public async Task Every_form_of_a_session_is_refused_without_its_token_and_from_elsewhere_and_changes_nothing()
    {
        long before = scene.LogSize;
        List<string> wrong = [];
        PermissionRow[] forms = [.. EveryPageScene.Rows.Where(row => row is { Method: "POST", Role: not Role.Anyone })];
        Assert.NotEmpty(forms);
        foreach (PermissionRow row in forms)
        {
            MatrixPerson person = scene.PersonOf(row)!;
            string site = scene.Address.GetLeftPart(UriPartial.Authority);
            foreach ((Func<string, string?> tokenOf, string? origin) in new (Func<string, string?>, string?)[]
            {
                (_ => null, site), (_ => "", site), (_ => FormToken.Of("another"), site),
                (Own, null), (Own, "null"), (Own, "https://evil.example"), (Own, site + "0"),
            })
            {
                string cookie = EveryPageScene.CookieOf(await person.ClientAsync());
                string? token = tokenOf(cookie);
                Answer refused = await SendAsync(row, cookie, token, origin);
                if (refused.Status != HttpStatusCode.Forbidden || refused["code"] != "cross-site-request")
                {
                    wrong.Add($"{row.Route}, token {token ?? "none"}, from {origin ?? "nowhere"}: {refused.Status} {refused.Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, scene.LogSize);

        static string Own(string cookie) => FormToken.Of(cookie);
    }

    private static IEnumerable<string> FaultsOf(PermissionRow row, Answer answer)
    {
        string policy = answer.Headers.GetValueOrDefault("Content-Security-Policy") ?? "";
        bool isPage = answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true;
        (string Fault, bool IsSo)[] faults =
        [
            ("its policy is too wide", !policy.StartsWith("default-src 'none'", StringComparison.Ordinal) || Wide().IsMatch(policy)),
            ("it can be framed", !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)),
            ("its forms can be sent elsewhere", !policy.Contains("form-action 'self'", StringComparison.Ordinal)),
            ("its kind can be guessed at", answer.Headers.GetValueOrDefault("X-Content-Type-Options") != "nosniff"),
            ("it is kept", (isPage || row.Role != Role.Anyone) && answer.Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) != true),
            ("it sets a cookie that scripts, other sites or plain connections get",
                answer.Headers.TryGetValue("Set-Cookie", out string? cookie) && !GuardedCookie().IsMatch(cookie)),
            ("it lets other sites read it", answer.Headers.ContainsKey("Access-Control-Allow-Origin")),
            ("it runs a script", isPage && row.Route != "/scan" && (policy.Contains("script-src", StringComparison.Ordinal) || answer.Text.Contains("<script", StringComparison.OrdinalIgnoreCase))),
            ("it has a script or a style within", isPage && Inline().Match(answer.Text) is { Success: true }),
            ("it fails", (int)answer.Status >= 500),
        ];
        return faults.Where(fault => fault.IsSo).Select(fault => fault.Fault);
    }

    private async Task<Answer> SendAsync(PermissionRow row, string cookie, string? token, string? origin)
    {
        List<KeyValuePair<string, string>> fields = [new("key", Guid.NewGuid().ToString("N"))];
        if (token is not null)
        {
            fields.Add(new(FormToken.Field, token));
        }

        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = scene.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, scene.PathOf(row)) { Content = row.MaximumBodyBytes > PagePermissions.FormBytes ? WithFile(fields) : new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Cookie", $"{TestNode.SessionName}={cookie}");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        return await client.CallAsync(request);
    }

    private static MultipartFormDataContent WithFile(IEnumerable<KeyValuePair<string, string>> fields)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, string text) in fields)
        {
            form.Add(new StringContent(text), name);
        }

        form.Add(new ByteArrayContent("type\r\n"u8.ToArray()), "file", "rows.csv");
        return form;
    }

    [GeneratedRegex(@"unsafe-|\*|https?:|blob:|data:(?<!img-src 'self' data:)")]
    private static partial Regex Wide();

    [GeneratedRegex("^__Host-[a-z0-9-]+=.*path=/.*secure.*samesite=(lax|strict).*httponly", RegexOptions.IgnoreCase)]
    private static partial Regex GuardedCookie();

    // A style or an event's script inside the page: the policy would block it, so it must not be there.
    [GeneratedRegex("""<style|<[a-z][^<>]* (?:style|on[a-z]+)=|(?:href|src|action)="(?:javascript|data:text)""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
