using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>SoftHSM with a token of its own for each key: a real PKCS#11 module, in this process and in a server that can be stopped and killed.</summary>
public sealed partial class SoftHsm : IDisposable
{
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";

    /// <summary>The same module in another process, behind a socket.</summary>
    public const string RemoteModule = "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so";

    /// <summary>The same module, with every call written down.</summary>
    public const string SpyModule = "/usr/lib/x86_64-linux-gnu/pkcs11/pkcs11-spy.so";

    public const string Pin = "123456";

    // SoftHSM sees the tokens that there are when a process begins to use it, and none that come later.
    private static readonly string[] Tokens = ["threads", "found", "pins", "deleted", "remote", "authority"];

    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly TemporaryFolder _folder = new();
    private Process? _server;

    public SoftHsm()
    {
        Directory.CreateDirectory(_folder["tokens"]);
        File.WriteAllText(_folder["softhsm2.conf"], $"directories.tokendir = {_folder["tokens"]}\nobjectstore.backend = file\nlog.level = ERROR\n");

        // What .NET calls the environment is a copy; the modules read the process's own.
        Set("SOFTHSM2_CONF", _folder["softhsm2.conf"]);
        Set("P11_KIT_SERVER_ADDRESS", $"unix:path={_folder["socket"]}");
        Set("PKCS11SPY", Module);
        Set("PKCS11SPY_OUTPUT", _folder["spy.log"]);
        foreach (string token in Tokens)
        {
            Run("softhsm2-util", $"--init-token --free --label {token} --so-pin 87654321 --pin {Pin}");
        }
    }

    /// <summary>The calls that the spy wrote down, one line for each function.</summary>
    public string[] SpiedCalls => File.Exists(_folder["spy.log"]) ? File.ReadAllLines(_folder["spy.log"]) : [];

    /// <summary>Puts the key of a file into a token.</summary>
    public void Import(string token, string path) => Run("softhsm2-util", $"--import {path} --token {token} --label signing --id 01 --force --pin {Pin}");

    /// <summary>Puts a new P-256 key into a token that has none.</summary>
    public Pkcs11Settings NewKey(string token, string module = Module)
    {
        ImportKey(token);
        return new Pkcs11Settings
        {
            Module = module,
            Token = token,
            Label = "signing",
            Algorithm = SignatureAlgorithm.EcdsaP256Sha256,
            TimeoutMilliseconds = 2000,
        };
    }

    /// <summary>Puts another new P-256 key into a token.</summary>
    public void ImportKey(string token)
    {
        Run("openssl", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem");
        Import(token, "key.pem");
    }

    public void DeleteKey(string token)
    {
        foreach (string file in Directory.EnumerateFiles(FolderOf(token), "*.object").Where(file => Path.GetFileName(file) != "token.object"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Starts the process that holds the token behind the socket.</summary>
    public void StartServer(string token)
    {
        File.Delete(_folder["socket"]);
        _server = Process.Start(Info("p11-kit", $"server -f -n {_folder["socket"]} --provider {Module} pkcs11:token={token}"))!;
        while (!File.Exists(_folder["socket"]))
        {
            Thread.Sleep(10);
        }
    }

    public void KillServer()
    {
        Signal(Kill);
        _server!.WaitForExit();
        _server.Dispose();
        _server = null;
    }

    public void StopServer() => Signal(Stop);

    public void ContinueServer() => Signal(Continue);

    public void Dispose()
    {
        if (_server is not null)
        {
            KillServer();
        }

        _folder.Dispose();
    }

    // A folder for each token, named by chance; its label is in token.object.
    private string FolderOf(string token) => Directory.EnumerateDirectories(_folder["tokens"])
        .Single(folder => File.ReadAllText(Path.Combine(folder, "token.object")).Contains(token, StringComparison.Ordinal));

    /// <summary>The server has a child for every connection; both get the signal.</summary>
    private void Signal(int signal)
    {
        string parent = _server!.Id.ToString(CultureInfo.InvariantCulture);
        foreach (string status in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            if (IsChildOf(status, parent))
            {
                Send(int.Parse(Path.GetFileName(status), CultureInfo.InvariantCulture), signal);
            }
        }

        Send(_server.Id, signal);
    }

    private static bool IsChildOf(string process, string parent)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "stat")).Split(')')[^1].Split(' ')[2] == parent;
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    }

    private static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private static void Set(string name, string value)
    {
        _ = setenv(name, value, 1);
        Environment.SetEnvironmentVariable(name, value);
    }

    private void Run(string command, string arguments)
    {
        using Process process = Process.Start(Info(command, arguments))!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    private ProcessStartInfo Info(string command, string arguments) =>
        new(command, arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);
}
