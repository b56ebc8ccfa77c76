using System.Text.Json;

namespace Ledger.Crypto.Tests;

/// <summary>The test cases of one Wycheproof file.</summary>
internal static class Wycheproof
{
    /// <summary>Every case with the group it stands in.</summary>
    public static IEnumerable<(JsonElement Group, JsonElement Case)> Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Vectors.Path("wycheproof", file)));
        foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                yield return (group, test);
            }
        }
    }

    /// <summary>A value in hexadecimal.</summary>
    public static byte[] Bytes(this JsonElement test, string name) =>
        Convert.FromHexString(test.GetProperty(name).GetString()!);

    /// <summary>Whether the case must be accepted.</summary>
    public static bool IsValid(this JsonElement test) => test.GetProperty("result").GetString() == "valid";

    /// <summary>How to find the case again.</summary>
    public static string Name(this JsonElement test) =>
        $"tc{test.GetProperty("tcId").GetInt32()} {test.GetProperty("comment").GetString()}";
}
