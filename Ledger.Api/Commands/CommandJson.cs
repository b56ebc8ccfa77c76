using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ledger.Api.Commands;

/// <summary>How the commands write JSON: indented, camel case, Chinese as it is.</summary>
internal static class CommandJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
