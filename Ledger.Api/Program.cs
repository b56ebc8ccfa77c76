using System.CommandLine;
using Ledger.Api.Commands;

if (ReadFileCommand.IsMeant(args))
{
    return ReadFileCommand.Run();
}

RootCommand commands = new("Ledger / 电子证照与电子材料账本")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    DoctorCommand.Create(),
    ImportCommand.Create(),
    ReconcileCommand.Create(),
    FolderCommand.Create(),
    RequestCommand.Create(),
    VerifyCommand.Create(),
    TrustCommand.Create(),
    ReceiptCommand.Create(),
    OpenCommand.Create(),
    AuditCommand.Create(),
    AuditExportCommand.Create(),
    RecoverCommand.Create(),
    ProofCommand.Create(),
    StatusCommand.Create(),
    CertsCommand.Create(),
    KeysCommand.Create(),
    RegistryCommand.Create(),
    DrillCommand.Create(),
    BenchCommand.Create(),
};

ParseResult line = commands.Parse(args.Length == 0 ? ["--help"] : args);
if (line.Errors.Count > 0)
{
    string reasons = string.Join(Environment.NewLine, line.Errors.Select(error => error.Message));
    return Terminal.End($"{reasons}\n`./ledger --help` lists the commands and their options.", ExitCode.WrongUsage);
}

// A demonstration ends two nodes and a chain; the default of two seconds would leave them running.
return await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
