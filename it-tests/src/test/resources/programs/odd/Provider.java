package com.acme.odd;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The default provider of file systems: every access to a file by a path comes through here. */
public class Provider extends FileSystemProvider {
  private final FileSystemProvider given;
  private final Files files;

  /** Called by the JDK, before there is a class path. */
  public Provider(FileSystemProvider given) {
    this.given = given;
    this.files = new Files(given.getFileSystem(URI.create("file:///")));
  }

  private Path wrap(Path path) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                Provider.class.getClassLoader(), new Class<?>[] {Path.class}, new Wrapped(path));
  }

  private static Object unwrap(Object any) {
    return any != null
            && Proxy.isProxyClass(any.getClass())
            && Proxy.getInvocationHandler(any) instanceof Wrapped
        ? ((Wrapped) Proxy.getInvocationHandler(any)).path
        : any;
  }

  private static Path given(Path path) {
    return (Path) unwrap(path);
  }

  private final class Wrapped implements InvocationHandler {
    private final Path path;

    Wrapped(Path path) {
      this.path = path;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "getFileSystem":
          return files;
        case "toFile":
          return new File(path.toString());
        default:
          return wrapped(call(method, arguments == null ? new Object[0] : arguments.clone()));
      }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = unwrap(arguments[i]);
      }
      try {
        return method.invoke(path, arguments);
      } catch (InvocationTargetException failure) {
        throw failure.getCause();
      }
    }

    private Object wrapped(Object result) {
      return result instanceof Path ? wrap((Path) result) : result;
    }
  }

  private final class Files extends FileSystem {
    private final FileSystem system;

    Files(FileSystem system) {
      this.system = system;
    }

    @Override
    public FileSystemProvider provider() {
      return Provider.this;
    }

    @Override
    public void close() throws IOException {
      system.close();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return system.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return Collections.singleton(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return system.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return system.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrap(system.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
      PathMatcher matcher = system.getPathMatcher(syntaxAndPattern);
      return path -> matcher.matches(given(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return system.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return system.newWatchService();
    }
  }

  @Override
  public String getScheme() {
    return given.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return given.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return wrap(given.getPath(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return given.newByteChannel(given(path), options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> stream =
        given.newDirectoryStream(given(directory), path -> filter.accept(wrap(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> all = stream.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Path next() {
            return wrap(all.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    given.createDirectory(given(directory), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    given.delete(given(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    given.copy(given(source), given(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    given.move(given(source), given(target), options);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return given.isSameFile(given(one), given(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return given.isHidden(given(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return given.getFileStore(given(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    given.checkAccess(given(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return given.getFileAttributeView(given(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return given.readAttributes(given(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return given.readAttributes(given(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    given.setAttribute(given(path), name, value, options);
  }
}
