using System.Text.RegularExpressions;
using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Transparency;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>The page's own arithmetic against other people's examples and against the program's.</summary>
[Collection(OfflineBrowserGroup.Name)]
public sealed partial class OfflineScriptTests(OfflineBrowser browser)
{
    [VectorFact]
    public async Task SM2_and_SM3_give_the_examples_of_their_standards()
    {
        await using OfflineWindow window = await browser.OpenModulesAsync("Signing/Sm2.js", "Hashing/Sm3.js", "Encoding/Bytes.js");
        string sm3 = await File.ReadAllTextAsync(Vectors.Path("sm3", "sm3.json"));
        Assert.True(await window.Page.EvaluateAsync<bool>(
            """
            (text) => {
              const { Bytes, Sm3 } = { ...modules['Encoding/Bytes.js'], ...modules['Hashing/Sm3.js'] };
              const { vectors } = JSON.parse(text);
              return vectors.length > 0 && vectors.every(({ ascii, sm3 }) => Bytes.toHex(Sm3.hash(Bytes.ofText(ascii))) === sm3);
            }
            """, sm3));

        string gbt = await File.ReadAllTextAsync(Vectors.Path("gbt", "gbt32918_5_worked_examples.json"));
        Assert.Equal("true true false", await window.Page.EvaluateAsync<string>(
            """
            (text) => {
              const { Bytes, Sm2 } = { ...modules['Encoding/Bytes.js'], ...modules['Signing/Sm2.js'] };
              const { px, py, r, s, z, message_ascii: message } = JSON.parse(text).signature;
              const hex = (value) => Bytes.fromHex(value.toLowerCase(), 32);
              const point = Bytes.concat(Uint8Array.of(4), hex(px), hex(py));
              const verify = (words) => Sm2.verify(point, Bytes.ofText(words), Bytes.concat(hex(r), hex(s)));
              return [Bytes.toHex(Sm2.identity(point)) === z.toLowerCase(), verify(message), verify(`${message}.`)].join(' ');
            }
            """, gbt));
    }

    [VectorFact]
    public async Task Ed25519_agrees_with_Wycheproof_by_the_browser_and_by_its_own_code()
    {
        await using OfflineWindow window = await browser.OpenModulesAsync("Signing/VerifyingKey.js", "Signing/Ed25519.js", "Encoding/Bytes.js");
        string text = await File.ReadAllTextAsync(Vectors.Path("wycheproof", "ed25519_test.json"));
        Assert.Equal("", await window.Page.EvaluateAsync<string>(
            """
            async (text) => {
              const { Bytes, Ed25519, VerifyingKey } = { ...modules['Encoding/Bytes.js'], ...modules['Signing/Ed25519.js'], ...modules['Signing/VerifyingKey.js'] };
              const hex = (value) => Bytes.fromHex(value, value.length / 2);
              const wrong = [];
              for (const { publicKey, tests } of JSON.parse(text).testGroups) {
                for (const { tcId, msg, sig, result } of tests) {
                  const [key, message, signature] = [hex(publicKey.pk), hex(msg), hex(sig)];
                  const own = signature.length === 64 && await Ed25519.verify(key, message, signature);
                  const both = await new VerifyingKey('Ed25519', key).verify(message, signature);
                  wrong.push(...(own === (result === 'valid') && both === own ? [] : [tcId]));
                }
              }

              return wrong.join(' ');
            }
            """, text));
    }

    [Fact]
    public async Task Points_of_small_order_and_other_spellings_are_no_keys()
    {
        await using OfflineWindow window = await browser.OpenModulesAsync("Signing/Ed25519.js", "Encoding/Bytes.js");

        // The eight points of small order and two other spellings of them (RFC 8032, 5.1; the field's prime is 2^255 − 19).
        string[] keys =
        [
            "0100000000000000000000000000000000000000000000000000000000000000", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ];
        Assert.False(await window.Page.EvaluateAsync<bool>(
            "(keys) => keys.some((key) => modules['Signing/Ed25519.js'].Ed25519.isKey(modules['Encoding/Bytes.js'].Bytes.fromHex(key, 32)))", keys));
    }

    [Fact]
    public async Task What_zlib_deflates_is_inflated_and_what_is_damaged_is_not()
    {
        await using OfflineWindow window = await browser.OpenModulesAsync("Documents/Inflater.js");
        Random random = new(5);
        foreach (int length in (int[])[1, 100, 70_000, 300_000])
        {
            // Runs and noise, so that every kind of block occurs.
            byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i / 1_000 % 2 == 0 ? i / 7 % 256 : random.Next(256)))];
            foreach (System.IO.Compression.CompressionLevel level in Enum.GetValues<System.IO.Compression.CompressionLevel>())
            {
                byte[] deflated = Deflate(data, level);
                string inflated = await InflateAsync(window.Page, deflated, data.Length);
                Assert.True(inflated == Convert.ToBase64String(data), $"{length} bytes, {level}");
                deflated[^1] ^= 1;
                Assert.StartsWith("refused", await InflateAsync(window.Page, deflated, data.Length), StringComparison.Ordinal);
                deflated[^1] ^= 1;
                Assert.StartsWith("refused", await InflateAsync(window.Page, deflated[..^1], data.Length), StringComparison.Ordinal);
                Assert.StartsWith("refused", await InflateAsync(window.Page, [.. deflated, 0], data.Length), StringComparison.Ordinal);
                Assert.StartsWith("refused", await InflateAsync(window.Page, deflated, length - 1), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_page_knows_the_events_and_states_that_the_log_knows()
    {
        Assert.Equal(NamesOf<EventType>(), NumbersIn("Transparency/EventType.js", "EventType"));
        Assert.Equal(NamesOf<SubjectStatus>(), NumbersIn("Transparency/SubjectStatus.js", "SubjectStatus"));
    }

    [Fact]
    public void The_page_is_one_file_of_readable_modules()
    {
        string folder = Path.Combine(Repository.Root, "Ledger.Api", "Verification", "Offline", "script");
        string[] modules = [.. Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories)];
        Assert.NotEmpty(modules);
        Assert.All(modules, module => Assert.InRange(File.ReadLines(module).Count(), 1, 300));
        Assert.All(modules, module => Assert.Contains($"modules['{Path.GetRelativePath(folder, module).Replace('\\', '/')}'] = ", OfflineScript.Whole, StringComparison.Ordinal));
        Assert.DoesNotContain("</script", OfflineScript.Whole, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", OfflineScript.Whole, StringComparison.Ordinal);
    }

    private static string[] NamesOf<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => $"{value}={Convert.ToInt32(value, null)}".ToLowerInvariant()).Order(StringComparer.Ordinal)];

    private static string[] NumbersIn(string path, string name)
    {
        string source = OfflineFiles.Read($"script/{path}");
        string body = source[source.IndexOf($"export const {name} = {{", StringComparison.Ordinal)..];
        return [.. Member().Matches(body[..body.IndexOf('}', StringComparison.Ordinal)])
            .Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}".ToLowerInvariant()).Order(StringComparer.Ordinal)];
    }

    private static byte[] Deflate(byte[] data, System.IO.Compression.CompressionLevel level)
    {
        using MemoryStream deflated = new();
        using (System.IO.Compression.ZLibStream stream = new(deflated, level, leaveOpen: true))
        {
            stream.Write(data);
        }

        return deflated.ToArray();
    }

    private static Task<string> InflateAsync(IPage page, byte[] deflated, int limit) => page.EvaluateAsync<string>(
        """
            ([text, limit]) => {
              const bytes = (encoded) => Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
              try {
                const inflated = modules['Documents/Inflater.js'].Inflater.inflate(bytes(text), limit, () => {});
                return btoa(Array.from(inflated, (octet) => String.fromCharCode(octet)).join(''));
              } catch (error) {
                return `refused: ${error.message}`;
              }
            }
            """, new object[] { Convert.ToBase64String(deflated), limit });

    [GeneratedRegex(@"(\w+): (\d+)")]
    private static partial Regex Member();
}
