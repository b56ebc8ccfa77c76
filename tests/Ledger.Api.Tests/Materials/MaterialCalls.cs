using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Importing;

namespace Ledger.Api.Tests.Materials;

/// <summary>The calls by which a department hands in materials.</summary>
internal static class MaterialCalls
{
    public const string Materials = "/api/v1/materials";

    /// <summary>A floor plan of a company.</summary>
    public static JsonObject Plan() => new()
    {
        ["type"] = "CL030101",
        ["holder"] = new JsonObject { ["name"] = "上海澜川餐饮管理有限公司", ["codeType"] = "001", ["code"] = "91310105MADEM0011P" },
        ["name"] = "平面图.pdf",
        ["mediaType"] = "application/pdf",
        ["level"] = "c",
        ["caseNumber"] = "SH20261126-000017",
        ["stuffType"] = "0",
        ["operator"] = "clerk-1",
    };

    public static byte[] Pdf(string text = "平面图") => Encoding.UTF8.GetBytes("%PDF-1.7\n" + text);

    public static MultipartFormDataContent Form(JsonObject material, byte[] file)
    {
        ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { new StringContent(material.ToJsonString()), "material" }, { content, "file", "file" } };
    }

    /// <summary>Hands a material in, whatever is answered.</summary>
    public static Task<Answer> SendMaterialAsync(this HttpClient client, JsonObject? material = null, byte[]? file = null, string? key = null) =>
        client.PostFormAsync(Materials, Form(material ?? Plan(), file ?? Pdf()), key ?? Calls.NewKey());

    /// <summary>Hands a material in that was not there before.</summary>
    public static async Task<JsonObject> HandInAsync(this HttpClient client, JsonObject? material = null, byte[]? file = null)
    {
        Answer answer = await client.SendMaterialAsync(material, file);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Json;
    }
}
