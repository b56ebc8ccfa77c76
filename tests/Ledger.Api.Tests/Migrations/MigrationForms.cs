using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Migrations;

/// <summary>Two forms of one certificate: an old one that has name and post in one field, and a standard that has two.</summary>
internal static class MigrationForms
{
    /// <summary>The mapping from one to the other; nothing is lost, nothing invented.</summary>
    public static JsonObject Mapping(string old, string standard) => JsonNode.Parse($$"""
        {"from":{"type":"{{old}}","edition":1},"to":{"type":"{{standard}}","edition":1},
         "fields":[{"key":"XM","split":"XMZW","pattern":"{1}（{2}）","part":1},{"key":"ZW","split":"XMZW","pattern":"{1}（{2}）","part":2}]}
        """)!.AsObject();

    /// <summary>Enters both under codes that end like this.</summary>
    public static async Task<(string Old, string Standard)> EnterAsync(TestNode node, string old, string standard)
    {
        string[] codes = ["11310000MBDEM9052W" + old, "11310000MBDEM9052W" + standard];
        foreach ((string code, string fields) in codes.Zip(["XMZW", "XM ZW"]))
        {
            byte[] definition = Encoding.UTF8.GetBytes($$"""
                {"code":"{{code}}","edition":1,"name":"从业资格证","english":"Qualification","legalBasis":"《安全生产法》第三十条",
                 "definedBy":{"code":"11310000MBDEM9052W","name":"某局"},"issuers":["{{DemoWorld.IssuingAuthority}}"],
                 "validity":{"longTermAllowed":true},
                 "fields":[{{string.Join(',', fields.Split(' ').Select(key =>
                     $$"""{"key":"{{key}}","label":"{{key}} 项","english":"{{key}}","kind":"text","required":true,"maximumLength":30,"sensitivity":"public"}"""))}}]}
                """);
            await node.Node.Catalogue.EnterLicenceTypeAsync(
                DemoWorld.IssuingAuthority, definition, RequestKey.For("test", code, definition), CancellationToken.None);
        }

        return (codes[0], codes[1]);
    }

    /// <summary>Issues a licence of the old form; gives its identifier.</summary>
    public static async Task<string> IssueAsync(TestNode node, string old, string nameAndPost)
    {
        JsonObject body = Calls.GoodLicence();
        body["type"] = old;
        body["fields"] = new JsonObject { ["XMZW"] = nameAndPost };
        Answer issued = await node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }
}
